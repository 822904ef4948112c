/* A trained network: what each of its calls gives for one input. */
import { activation } from "./activations.js";
import { layer } from "./layers.js";
import { Refusal } from "./refusal.js";

export class Network {
  /*
   * `description` holds the inputs, the output and the calls of the network as its result does, each call with the
   * names of its variables, and `logits`, the activation that its loss applies to the output, if it does.
   */
  constructor(description, arrays) {
    this.inputs = description.inputs;
    this.output = description.output;
    this.calls = description.layers.map((call) => {
      const owner = call.shares ?? call.name;
      const variables = Object.fromEntries(
        description.variables[owner].map((name, rank) => [name, arrays[`${owner}/${rank}`]]),
      );
      if (Object.values(variables).includes(undefined)) throw new Refusal("il manque des poids à son fichier");
      const { name, type, inputs } = call;
      return { name, type, inputs, variables, compute: layer(call, variables) };
    });
    this.convert = activation(description.logits);
  }

  /* What each call gives, by its name; the probabilities are under `null`. */
  run(input) {
    const known = new Map(this.inputs.map((name) => [name, input]));
    for (const { name, inputs: given, compute } of this.calls) {
      known.set(name, compute(...given.map((each) => known.get(each))));
    }
    return known.set(null, this.convert(known.get(this.output)));
  }
}
