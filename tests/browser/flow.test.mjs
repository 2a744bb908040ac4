/** The way of a request through the checks: drawn, said, and walked step by step. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  fragmentOf,
  openExample,
  openPlayground,
  openSmall,
  pasteIntoEditor,
  waitForVerdict,
} from "./playground.mjs";

const USER = "arn:aws:iam::111122223333:user/ann";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const policy = (name, statement) => ({ name, document: { Version: "2012-10-17", Statement: [statement] } });

/** A user with next to no permissions whom the bucket's policy names. */
const openBypass = (options) => {
  const little = policy("little", { Effect: "Allow", Action: "ec2:*", Resource: "*" });
  const grant = { Sid: "Grant", Effect: "Allow", Principal: { AWS: USER }, Action: "s3:*", Resource: "arn:aws:s3:::reports/*" };
  const workspace = {
    policyscope: 1,
    principals: [{ arn: USER, identity_policies: [little], permissions_boundary: little }],
    resources: [{ arn: "arn:aws:s3:::reports", account: "111122223333", policy: policy("bucket", grant) }],
    requests: [
      { principal: USER, action: "s3:GetObject", resource: "arn:aws:s3:::reports/may", resource_account: "111122223333" },
    ],
  };
  return openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(workspace))}`, ...options });
};

const row = (page, id) => page.locator(".check", { has: page.locator(`#check-${id}`) });
const says = (page) => page.locator(".walk-says");
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const waitForStep = (page, text) => says(page).filter({ hasText: text }).waitFor();

/** Where the nodes of the drawing and the names of the checks stand, from the top of the window. */
const heights = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".check")].map((check) => {
      const middle = (element) => {
        const { top, height } = element.getBoundingClientRect();
        return top + height / 2;
      };
      return Math.abs(middle(check.querySelector(".rail-node")) - middle(check.querySelector(".check-name")));
    }),
  );

test("the drawing stands beside the checks, and what it shows is said in words", async () => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
    const page = await openBypass({ viewport });
    if (viewport.width < 640) await page.click("#panel-tab-checks");
    await waitForVerdict(page, "Allowed");
    for (const distance of await heights(page)) assert.ok(distance < 4, `${distance} pixels off`);
    assert.equal(await page.locator(".rail-drawing:not([aria-hidden=true])").count(), 0);
    for (const id of ["identity", "boundary"]) {
      await row(page, id).getByText("Skipped: the resource-based policy names the caller itself.").waitFor();
      // One dashed line through the node, one line around it.
      assert.equal(await row(page, id).locator(".rail-line.not-taken").count(), 2);
      assert.equal(await row(page, id).locator(".rail-line.taken").count(), 1);
    }
    assert.match(await page.locator("#rail-decision").innerText(), /Decision: Allowed/);
    assert.deepEqual(await accessibilityProblems(page), []);
  }
});

test("across accounts two lanes stand side by side under their accounts", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "Bucket in another account");
  const titles = page.locator(".rail-lane");
  await titles.nth(1).waitFor();
  assert.match(await titles.nth(0).innerText(), /Caller’s account [^]*111122223333/);
  assert.match(await titles.nth(1).innerText(), /Resource’s account [^]*444455556666/);
  const left = async (id) => (await row(page, id).locator(".rail-node").boundingBox()).x;
  const [caller, resource] = [await left("identity"), await left("resource")];
  assert.ok(caller < resource, `${caller} ${resource}`);
  assert.ok(Math.abs((await left("scp")) - caller) < 8 && Math.abs((await left("rcp")) - resource) < 8);
  assert.match(await page.locator("#check-resource").textContent(), /Resource’s account/);
});

test("an unknown check says whether the answer depends on it", async () => {
  const page = await openSmall(browser);
  await waitForVerdict(page, "Allowed");
  await page.locator("#check-session").click();
  await page.locator("#check-boundary").click();
  await page.getByLabel("I don’t know").check();
  await waitForVerdict(page, "Depends");
  await row(page, "boundary").getByText("The answer depends on this").waitFor();
  await pasteIntoEditor(page, JSON.stringify({ Statement: { Effect: "Deny", Action: "*", Resource: "*" } }));
  await waitForVerdict(page, "Explicitly denied");
  await row(page, "boundary").getByText("The request is denied whatever stands here.").waitFor();
});

test("a walk goes from the request to the decision by keys, and Escape leaves it", async () => {
  const page = await openBypass();
  await waitForVerdict(page, "Allowed");
  await page.locator("#walk-start").press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "walk-next");
  await waitForStep(page, /^Start Request/);
  assert.equal(await says(page).getAttribute("aria-live"), "polite");
  await page.evaluate(() => {
    window.live = document.querySelector(".walk-says");
  });
  assert.match(await says(page).innerText(), /asks for s3:GetObject on arn:aws:s3:::reports\/may/);
  assert.equal(await page.locator(".check.step-ahead").count(), 7);
  assert.ok(await row(page, "identity").locator(".check-result").isHidden(), "nothing is given away");

  await press(page, "ArrowRight");
  await waitForStep(page, "A Deny in any policy wins over everything else. None applies.");
  await press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  await waitForStep(page, "Statement Grant in the resource-based policy bucket names the caller itself.");
  assert.equal(await page.locator(".step-now").count(), 1);
  assert.ok(await row(page, "resource").locator(".rail-now").isVisible());
  assert.equal(await page.locator(".check.step-ahead").count(), 3);
  await press(page, "ArrowRight");
  await waitForStep(page, "Skipped: the resource-based policy names the caller itself.");
  await press(page, "ArrowLeft");
  await waitForStep(page, "Resource-based policy");
  await press(page, "End");
  await waitForStep(page, /^End Decision/);
  await waitForStep(page, "Allowed.");
  await press(page, "ArrowRight");
  await waitForStep(page, /^End Decision/);
  assert.ok(await page.evaluate(() => window.live.isConnected), "a region that is replaced is not read out");
  assert.deepEqual(await accessibilityProblems(page), []);
  await press(page, "Home");
  await waitForStep(page, /^Start Request/);
  await press(page, "Escape");
  await page.waitForFunction(() => document.activeElement?.id === "walk-start");
  assert.equal(await page.locator(".step-ahead, .step-now").count(), 0);
  assert.equal(await says(page).innerText(), "");
});

test("a walk goes by the mouse, ends where the request is stopped, and stays with what is edited", async () => {
  const page = await openSmall(browser);
  await page.fill("#action", "s3:PutObject");
  await waitForVerdict(page, "Implicitly denied");
  await page.click("#walk-start");
  await page.getByRole("button", { name: "End", exact: true }).click();
  await waitForStep(page, "Checks 6 and 7 were not asked.");
  await waitForStep(page, "Implicitly denied.");
  await page.getByRole("button", { name: "Previous" }).click();
  await waitForStep(page, "Identity-based policies");
  await waitForStep(page, "Implicit deny: no Allow of an identity-based policy applies.");
  await page.fill("#action", "s3:GetObject");
  await waitForStep(page, "Check 5 of 7");
  await page.getByRole("button", { name: "Next" }).click();
  await waitForStep(page, "Check 6 of 7");
  await page.getByRole("button", { name: "Leave" }).click();
  assert.equal(await page.locator(".walk-tools").count(), 0);
});

test("a walk plays by itself, stops at the end, and can be held", async () => {
  const page = await openSmall(browser);
  await page.fill("#principal", "lambda.amazonaws.com");
  await waitForVerdict(page, "Implicitly denied");
  await page.click("#walk-start");
  await page.click("#walk-play");
  await waitForStep(page, "Check 1 of 7");
  await page.getByRole("button", { name: "Pause" }).click();
  const held = await says(page).innerText();
  await page.waitForTimeout(1600);
  assert.equal(await says(page).innerText(), held);
  await page.click("#walk-play");
  await waitForStep(page, "Implicitly denied.");
  await page.getByRole("button", { name: "Play" }).waitFor();
});

test("a walk moves nothing for those who ask for that, and its steps change all the same", async () => {
  const page = await openBypass({ reducedMotion: "reduce", viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await page.click("#panel-tab-checks");
  await page.click("#walk-start");
  await press(page, "End");
  await waitForStep(page, "Allowed.");
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll(".panel-checks *")].filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== "none" || transitionDuration !== "0s";
    }).length,
  );
  assert.equal(moving, 0);
  const decision = await page.locator("#rail-decision").boundingBox();
  const foot = await page.locator(".walk").boundingBox();
  assert.ok(decision.y + decision.height <= foot.y + 1, "the step is not hidden by what is said of it");
  assert.deepEqual(await accessibilityProblems(page), []);
});
