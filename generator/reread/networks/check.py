"""Check everything that a document says of networks."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from generator.reread.documents.block import Document, Kind, Section
from generator.reread.documents.companions import Companions
from generator.reread.documents.labelled import cut_at_labels, labels
from generator.reread.documents.outline import Outline
from generator.reread.documents.owned import of_one
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, other_than, shown
from generator.reread.knowledge import Knowledge
from generator.reread.networks.called import Titled
from generator.reread.networks.code import CodeReader
from generator.reread.networks.commented import commented_findings, given_findings
from generator.reread.networks.comparison import same, unconnected_findings
from generator.reread.networks.conv_sum import conv_sum_findings
from generator.reread.networks.counting import counting_findings
from generator.reread.networks.examples import example_findings
from generator.reread.networks.grounds import Grounds, apart
from generator.reread.networks.known import Known, known_of
from generator.reread.networks.listed import list_findings
from generator.reread.networks.output_loss import class_count_findings, output_loss_findings
from generator.reread.networks.owner import owners
from generator.reread.networks.pairing import pair_findings
from generator.reread.networks.slipped import slip_findings
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import CONVOLUTION, IMAGINED, Statements, statements
from generator.reread.networks.summary import Summary, summaries
from generator.reread.networks.summary_check import summary_findings
from generator.reread.networks.tabled import table_findings
from generator.reread.networks.totals import computed_deep, computed_networks
from generator.reread.networks.weight_check import weight_findings
from generator.reread.walk.activations import activation_findings
from generator.reread.walk.against import against_findings
from generator.reread.walk.chain import chain_findings
from generator.reread.walk.described import described_networks, imagined_networks
from generator.reread.walk.foreign import foreign
from generator.reread.walk.grammar import grammar
from generator.reread.walk.halved import halved_findings
from generator.reread.walk.maps import map_findings
from generator.reread.walk.section import tabled_counts
from generator.reread.walk.series import series_findings
from generator.reread.walk.sides import side_row_findings
from generator.reread.walk.tabled import tabled_networks

# The title of a part that is about one network.
MODEL = re.compile(
    r"(?:mod[eè]le?|r[ée]seau|network|exp[ée]rience|experiment)(?![a-z])|\b(?:MLP|CNN|perceptron)\b", re.I
)

_LOOKS = (series_findings, map_findings, activation_findings, chain_findings, side_row_findings)
DEEP = re.compile(rf"\bCNNs?\b|{CONVOLUTION.pattern}", re.I)


class NetworkReader:
    """Reads the networks of one document, section by section.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge
    scripts : sequence of Document
        The code that comes with the document, which may hold none.
    """

    def __init__(
        self,
        document: Document,
        knowledge: Knowledge,
        scripts: Sequence[Document] = (),
    ) -> None:
        self.side, self.cases = knowledge.side, knowledge.words.cases
        self.classes = knowledge.names["n_classes"]
        self.grammar = grammar(knowledge.layers)
        self.labels = labels(document.blocks)
        self.outline = Outline(cut_at_labels(document.blocks, self.labels))
        self.companions = Companions(self.outline, scripts)
        self.beside = {script.name: [*_networks_of(script, knowledge)] for script in scripts}
        reader = CodeReader(knowledge.names)
        self.lines: dict[Place, str] = {}
        self.code: list[list[StatedNetwork]] = []
        self.summaries: list[list[Summary]] = []
        self.said: list[Statements] = []
        for section in self.outline.sections:
            found: list[StatedNetwork] = []
            for block in section.of(Kind.CODE):
                self.lines.update((line.place, line.text) for line in block.lines)
                found.extend(reader.networks(block))
            self.code.append(found)
            self.summaries.append([*summaries(section.blocks)])
            self.said.append(statements(section))
        self.given = reader.given

    @property
    def checked(self) -> int:
        """Number of networks, summaries and totals that are checked."""
        networks = sum(len(found) for found in self.code) + sum(len(found) for found in self.summaries)
        return networks + sum(len(said.totals) for said in self.said)

    def own(self, rank: int) -> Iterator[StatedNetwork]:
        """Go through the networks of one section."""
        yield from self.code[rank]
        yield from (summary.network for summary in self.summaries[rank])

    def every(self) -> Iterator[StatedNetwork]:
        """Go through the networks of all the sections."""
        for rank in range(len(self.outline.sections)):
            yield from self.own(rank)

    @cached_property
    def known(self) -> Known:
        """What the whole document says of sizes and weights."""
        texts = [block.text for section in self.outline.sections for block in section.blocks]
        return known_of(texts, [*self.every()], self.said, self.side**2)

    def titled(self) -> Iterator[Titled]:
        """Go through the networks with their sections, those counted or described where there is no other."""
        for rank, section in enumerate(self.outline.sections):
            said = self.said[rank]
            networks = (
                [*self.own(rank)]
                or self._beside(rank)
                or [*computed_networks(said), *computed_deep(said)]
                or [each[0] for each in self._described(section) if len(each) == 1 and each[0].complete]
            )
            yield from (Titled(network, section) for network in networks)

    def findings(self) -> Iterator[Finding]:
        """Go through what does not hold."""
        yield from given_findings(self.given, self.lines)
        yield from counting_findings([b for x in self.outline.sections for b in x.blocks], self.side)
        for rank in range(len(self.outline.sections)):
            yield from class_count_findings(self.code[rank], self.outline.sections, self.classes)
            for network in self.code[rank]:
                first = network.unconnected[0].place if network.unconnected else network.place
                yield from unconnected_findings(network, self.lines.get(first, ""))
                yield from commented_findings(network, self.lines)
            for summary in self.summaries[rank]:
                wrong = [*summary_findings(summary)]
                yield from wrong
                if not wrong:
                    yield from pair_findings(self.outline, rank, self.code, self.summaries, summary)
            networks = self._networks(rank)
            section = self.outline.sections[rank]
            said, strange = self.said[rank], Statements()
            if networks and len(self.labels) > 1:
                # What a sentence says of another model is not held to the code of this one.
                section, other = of_one(section, self.labels, owners(section, networks, self.labels))
                said, strange = statements(section), statements(other)
            described = [*self._described(section)]
            own, others = apart(said, networks, self.cases)
            found = [*weight_findings(Grounds(own, self.grammar, networks, described))]
            for each in (others, strange):
                found += other_than(weight_findings(Grounds(each, self.grammar, ())), found)
            yield from found
            rows = tabled_counts(section, self.side, self.cases, self.grammar)
            yield from other_than(list_findings(section, self.grammar, networks, rows), found)
            imagined = [*imagined_networks(section, self.side, self.grammar)]
            yield from example_findings(imagined, self.said[rank])
            computed = [*computed_networks(self.said[rank])] if not any(self.every()) else []
            if len({sizes for sizes, _, _ in self.said[rank].topologies if len(sizes) > 2}) > 1:
                computed = []
            alone = [each[0] for each in described if len(each) == 1 and each[0].complete]
            slips = [
                each
                for each in other_than(
                    slip_findings(section, own, networks or computed or alone, self.known), found
                )
                if not _is_said(each, found)
            ]
            yield from slips
            is_other = foreign(networks, self.cases, self.grammar)
            rowed = [*tabled_networks(section, self.side, self.cases, self.grammar)] if not networks else []
            seen = networks or rowed or computed
            told = [*against_findings(section, seen, self.grammar, is_other, own.computed)]
            for look in _LOOKS:
                more = look(section, networks or rowed, self.grammar, is_other)
                told += [x for x in more if (x.code, x.place) not in {(y.code, y.place) for y in told}]
            told = [x for x in told if not any(x.place == s.place and _is_said(s, [x]) for s in slips)]
            yield from other_than(told, found)
            yield from halved_findings(section, self.grammar)
            yield from output_loss_findings(section, networks)
            yield from conv_sum_findings(section)
            for block in section.of(Kind.TABLE):
                yield from table_findings(block, self.side)

    def _described(self, section: Section) -> Iterator[tuple[StatedNetwork, ...]]:
        return described_networks(section, self.side, self.cases, self.grammar)

    def _networks(self, rank: int) -> list[StatedNetwork]:
        """Return the networks of the nearest heading that has some, each once: as its code states it."""
        if IMAGINED.search(self.said[rank].text):
            return []
        for scope in self._narrowed(rank):
            if len(scope) > 1 and self.outline.sections[scope.start].heading is None:
                break
            printed = [summary.network for each in scope for summary in self.summaries[each]]
            written = [network for each in scope for network in self.code[each]]
            apart = [code for code in written if not any(same(code, summary) for summary in printed)]
            if printed or written:
                networks = [*(_in_code(summary, written) for summary in printed), *apart]
                return networks if self._is_of_one_model(scope, len(networks)) else []
        return [] if any(self.every()) else self._beside(rank)

    def _narrowed(self, rank: int) -> Iterator[range]:
        """Go through the parts that a section belongs to, those about other models left out."""
        for scope in self.outline.own_scopes(rank):
            first = scope.start
            below = (any(self.own(each)) for each in range(first + 1, scope.stop))
            if rank == first and any(self.own(rank)) and any(below):
                # What stands beside a network is about it, and not about those of the parts below.
                yield range(rank, rank + 1)
            apart = rank != first and self.outline.holds_models(range(rank, scope.stop))
            yield range(first, first + 1) if apart and any(self.own(first)) else scope

    def _beside(self, rank: int) -> list[StatedNetwork]:
        """Return the only network of the code beside that a section may be about."""
        script = self.companions.of(rank)
        deep = DEEP.search(f"{self.outline.title(rank)}\n{self.said[rank].text}") is not None
        every = self.beside[script.name] if script else []
        found = [network for network in every if network.convolves is deep]
        return found if len(found) == 1 else []

    def _is_of_one_model(self, scope: range, number: int) -> bool:
        """Tell whether a part is no whole report, whose sentences may be about any of its networks."""
        whole = scope.start <= 1 and scope.stop == len(self.outline.sections)
        title = self.outline.sections[scope.start].title
        return not whole or len(scope) == 1 or (number == 1 and MODEL.search(title) is not None)


def _networks_of(script: Document, knowledge: Knowledge) -> Iterator[StatedNetwork]:
    reader = CodeReader(knowledge.names)
    for block in script.blocks:
        yield from reader.networks(block)


def _is_said(finding: Finding, known: Sequence[Finding]) -> bool:
    """Tell whether a number is told to be wrong already, where it stands."""
    number = shown(int(finding.wrong))
    return any(each.place == finding.place and number in each.sentence for each in known)


def _in_code(summary: StatedNetwork, written: Sequence[StatedNetwork]) -> StatedNetwork:
    """Return the code of a summary, which says more of its layers, or the summary where no code is whole."""
    whole = (code for code in written if code.total is not None and code.complete and same(code, summary))
    return next(whole, summary)
