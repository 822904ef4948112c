/* Why a network cannot answer here, in words for whoever reads the page. */
export class Refusal extends Error {}
