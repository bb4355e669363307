import assert from "node:assert/strict";
import { test } from "node:test";
import { csvText } from "../src/lib/csv.js";

test("cells are quoted where they must be", () => {
  assert.equal(csvText([["a", 'b "c"', "d,e", "f\ng"]]), 'a,"b ""c""","d,e","f\ng"\r\n');
});

test("a text that begins like a formula is guarded, also where it is quoted", () => {
  assert.equal(csvText([["=1+1", "@x", "+86", "-", "\tx"]]), "'=1+1,'@x,'+86,'-,'\tx\r\n");
  assert.equal(csvText([['=HYPERLINK("x","y")']]), '"\'=HYPERLINK(""x"",""y"")"\r\n');
});

test("a negative amount is a number, not a formula", () => {
  assert.equal(csvText([[{ number: "-40.00" }, { number: "" }]]), "-40.00,\r\n");
});
