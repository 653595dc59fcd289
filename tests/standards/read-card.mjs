// What a reader of contact cards makes of one: node read-card.mjs < card.vcf
//
// It prints the properties that ical.js finds, in order, as JSON: [name, parameters, value type, values…].
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [kind, properties] = ICAL.parse(readFileSync(0, "utf8"));
if (kind !== "vcard") throw new Error(`this is no card but a ${kind}`);
console.log(JSON.stringify(properties));
