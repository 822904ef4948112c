"""What the original report says, word for word, in its order.

Rachel Tranchida and Eva Ray, « Practical Work 04 – Deep Neural Networks », HEIG-VD, course ARN. Spelling is
theirs. Only the rank of a quotation and what it is about are ours: no verdict stands here.
"""
