// Reads FHIR R4 as JSON from the file that is named, and prints what the validator says of it: {valid, messages}.
import { readFileSync } from "node:fs";
import { Fhir } from "fhir/fhir.js";

const resource = JSON.parse(readFileSync(process.argv[2], "utf8"));
const found = new Fhir().validate(resource, { errorOnUnexpected: true });
console.log(JSON.stringify({ valid: found.valid, messages: found.messages }));
