// Prints every test of a vitest JSON report that failed, with the first line of why.
import { readFileSync } from "node:fs";

try {
  const { testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
  for (const { name, message, assertionResults } of testResults) {
    if (assertionResults.length === 0 && message) console.log(`FAILED ${name}: ${message.split("\n")[0]}`);
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === "failed")
        console.log(`FAILED ${name} ${fullName}: ${failureMessages[0]?.split("\n")[0]}`);
  }
} catch (error) {
  console.log(`no report: ${error.message}`);
}
