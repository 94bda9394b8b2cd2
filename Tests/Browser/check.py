#!/usr/bin/env python3
"""Looks at every kind of page with Chromium: check.py BASE-URL [--screenshots FOLDER]

Accessibility (axe: WCAG 2.0 to 2.2, A and AA, and best practice) in light and dark at three widths, the keyboard, sideways scrolling,
requests, the console, sizes; all without JavaScript but where axe itself needs it. Ends with 1 where anything is wrong.
"""
import argparse
import gzip
import re
import sys
import urllib.parse
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

parser = argparse.ArgumentParser()
parser.add_argument("base")
parser.add_argument("--screenshots")
parser.add_argument("--chromium", default="/usr/bin/chromium")
options = parser.parse_args()
base = options.base.rstrip("/") + "/"

failures = []
passed = 0


def expect(good, what):
    global passed
    if good:
        passed += 1
    else:
        failures.append(what)
        print("FAILED:", what, flush=True)


def get(path):
    with urllib.request.urlopen(base + path) as answer:
        return answer.read()


def first(page, pattern):
    found = re.search(pattern, get(page).decode())
    return urllib.parse.urljoin(page, found.group(1)) if found else None


def pages():
    """One of each kind: by following links, as a reader does."""
    provider = first("alerts.html", r'href="\./(provider/[^"]+\.html)"') or first("providers.html", r'href="\./(provider/[^"]+\.html)"')
    alert = first("alerts.html", r'href="\./(alert/[^"]+\.html)"')
    region = first("compare.html", r'href="\./(compare/region/[^"]+\.html)"')
    found = {
        "front": "", "alerts": "alerts.html", "alert": alert, "provider": provider, "providers": "providers.html", "compare": "compare.html",
        "comparison": region, "coverage": "coverage.html", "feeds": "feeds.html", "about": "about.html", "find": "find.html",
    }
    group = first("compare.html", r'href="\./(compare/group/[^"]+\.html)"')
    if group:
        found["group"] = group
    corrected = re.search(r'Corrected</span>.*?href="\./(alert/[^"]+\.html)"', get("alerts.html").decode(), re.S)
    if corrected:
        found["corrected"] = corrected.group(1)
        voided = first(corrected.group(1), r'href="(\.\./alert/[^"]+\.html)"')
        if voided:
            found["voided"] = voided
    for name, path in found.items():
        expect(path is not None, f"no page of the kind {name} was found")
    return {name: path for name, path in found.items() if path is not None}


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE = {"runOnly": {"type": "tag", "values": TAGS}}


def violations(page):
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


def check_accessibility(browser, found):
    for scheme in ("light", "dark"):
        for width in (1100, 390, 320):
            # The policy of the page would keep axe out; it is checked elsewhere.
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
            page = context.new_page()
            for name, path in found.items():
                page.goto(base + path)
                wrong = violations(page)
                expect(not wrong, f"{name} ({scheme}, {width} px): {wrong[:5]}")
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                expect(wide <= 0, f"{name} ({width} px) scrolls sideways by {wide} px")
            context.close()


def check_that_faults_are_found(browser):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(base)
    page.evaluate("""() => {
        document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="data:,"><p id="faint">faint words</p><button></button>');
        const faint = document.getElementById('faint'); faint.style.color = '#cccccc'; faint.style.background = '#ffffff';
        document.querySelector('h1').remove();
    }""")
    ids = {one.split(":")[0] for one in violations(page)}
    for planted in ("image-alt", "color-contrast", "button-name", "page-has-heading-one"):
        expect(planted in ids, f"axe does not find the planted {planted}, but {ids}")
    context.close()


def check_keyboard(browser, found):
    context = browser.new_context(java_script_enabled=True, viewport={"width": 1100, "height": 900})
    page = context.new_page()
    for name, path in found.items():
        page.goto(base + path)
        page.keyboard.press("Tab")
        first_one = page.evaluate("""() => { const e = document.activeElement; const r = e.getBoundingClientRect();
            return [e.className, r.top >= 0 && r.height > 10]; }""")
        expect(first_one == ["skip", True], f"{name}: the first stop is {first_one}, not a visible link to the content")
        page.keyboard.press("Enter")
        expect(page.evaluate("document.activeElement.id") == "main", f"{name}: the skip link does not lead to the content")
        page.goto(base + path)
        for _ in range(8):
            page.keyboard.press("Tab")
            outline = page.evaluate("""() => { const s = getComputedStyle(document.activeElement);
                return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || document.activeElement.className === 'skip'; }""")
            expect(outline, f"{name}: the focus cannot be seen")
    context.close()


def check_without_javascript(browser, found):
    host = urllib.parse.urlsplit(base).netloc
    context = browser.new_context(java_script_enabled=False)
    for name, path in found.items():
        page = context.new_page()
        requests, said = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        asked = [url for url in requests if not url.startswith("data:")]
        expect(len(asked) <= 2, f"{name} makes {len(asked)} requests: {asked}")
        expect(all(urllib.parse.urlsplit(url).netloc == host for url in asked), f"{name} asks elsewhere: {asked}")
        expect(not said, f"{name} writes to the console: {said}")
        expect(page.title() != "broken", f"{name}: a name became markup")
        body = get(path)
        expect(len(body) <= 100_000, f"{name} has {len(body)} bytes")
        expect(len(gzip.compress(body, 6)) <= 10_240, f"{name} has {len(gzip.compress(body, 6))} bytes compressed")
        expect(page.locator("h1").count() == 1, f"{name} has not one heading of the first rank")
        page.close()
    context.close()


def take_screenshots(browser, found, folder):
    # One with a name that is none of the hostile ones.
    found["provider"] = first(found["comparison"], r'href="((?:\.\./)+provider/[^"]+\.html)"') or found["provider"]
    for name, height in (("front", 1250), ("provider", 1500), ("comparison", 1000)):
        context = browser.new_context(viewport={"width": 1100, "height": height}, java_script_enabled=False)
        page = context.new_page()
        page.goto(base + found[name])
        page.screenshot(path=f"{folder}/{'compare' if name == 'comparison' else name}.png")
        context.close()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"])
    found = pages()
    if options.screenshots:
        take_screenshots(browser, found, options.screenshots)
    else:
        check_without_javascript(browser, found)
        check_keyboard(browser, found)
        check_that_faults_are_found(browser)
        check_accessibility(browser, found)
        print(f"{passed} passed, {len(failures)} failed")
    browser.close()
sys.exit(1 if failures else 0)
