import assert from "node:assert/strict";
import { test } from "node:test";
import { amountText, divided, grouped, parseAmount, percentText, permille, scaleOf, shownAmount, shownShare } from "../src/lib/money.js";

test("an amount that no float can hold comes back as it was", () => {
  const text = "9007199254740993.01";
  assert.equal(amountText(parseAmount(text, 2), 2), text);
  assert.equal(shownAmount(parseAmount(text, 4), 4), "9,007,199,254,740,993.01");
});

test("the scale is that of the finest amount, at least two", () => {
  assert.equal(scaleOf(["1", "2.5"]), 2);
  assert.equal(scaleOf(["1.00", "123456.7891"]), 4);
});

test("decimals are kept, filled up to two, and never cut off", () => {
  assert.equal(amountText(parseAmount("0.0001", 4), 4), "0.0001");
  assert.equal(amountText(parseAmount("-0.5", 4), 4), "-0.50");
  assert.equal(amountText(0n, 2), "0.00");
  assert.throws(() => parseAmount("1.234", 2), RangeError);
  assert.throws(() => parseAmount("1,234.00", 2), RangeError);
  assert.throws(() => parseAmount("", 2), RangeError);
});

test("division rounds half away from zero", () => {
  assert.equal(divided(5n, 2n), 3n);
  assert.equal(divided(-5n, 2n), -3n);
  assert.equal(divided(7n, 3n), 2n);
  assert.equal(divided(8n, 3n), 3n);
});

test("shares are tenths of a per cent, and nothing where there is no whole", () => {
  assert.equal(permille(1n, 3n), 333);
  assert.equal(permille(1n, 0n), null);
  assert.equal(percentText(627), "62.7");
  assert.equal(percentText(1000), "100.0");
});

test("a small share is not shown as nothing, a zero is", () => {
  assert.equal(shownShare(permille(1n, 10000n)!, 1n), "<0.1%");
  assert.equal(shownShare(0, 0n), "0.0%");
  assert.equal(shownShare(627, 627n), "62.7%");
});

test("thousands are grouped", () => {
  assert.equal(grouped(1234567), "1,234,567");
  assert.equal(grouped("999"), "999");
});
