// Prints "PASSED FAILED" of a vitest JSON report. A skipped test, a missing report or a red run without a red test
// counts as one failure, so that nothing can go missing quietly.
import { readFileSync } from "node:fs";

const [report, status] = process.argv.slice(2);
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const failed = numFailedTests + numPendingTests + numTodoTests;
  const clean = success && status === "0" && numPassedTests > 0;
  console.log(numPassedTests, failed === 0 && !clean ? 1 : failed);
} catch {
  console.log(0, 1);
}
