from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import briefing_cases
import briefing_story
import pytest

from summarize.briefing import Options, Style, to_html
from summarize.schema import Report

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1400,900",
)  # fmt: skip
WIDE, PHONE = (1400, 900), (360, 740)
NAMES = ["losses", "quake", "pier", "disputes", "many", "hostile", "since", "short", "full"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (BROWSER and DRIVER), reason="no Chromium here: apt-get install chromium chromium-driver to run these"
    ),
]
webdriver = pytest.importorskip("selenium.webdriver", reason="no selenium here: pip install -e .[dev] to run these")

FOLLOW_ALL = """
const done = arguments[arguments.length - 1];
const links = [...new Set([...document.querySelectorAll("a.ev")].map((a) => a.hash))];
const found = [];
let next = 0;
function step() {
  if (next === links.length) { done(found); return; }
  const hash = links[next++];
  addEventListener("hashchange", () => setTimeout(() => {
    const marks = [...document.querySelectorAll("mark")];
    const box = marks.length ? marks[0].getBoundingClientRect() : null;
    found.push({
      hash,
      text: marks.map((m) => m.textContent).join(""),
      seen: box !== null && box.top >= 0 && box.top < innerHeight,
      focused: document.activeElement === marks[0],
    });
    step();
  }), { once: true });
  location.hash = hash;
}
step();
"""

LOW_CONTRAST = """
const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parse = (s) => s.match(/[\\d.]+/g).map(Number);
function behind(element) {
  for (; element; element = element.parentElement) {
    const colour = parse(getComputedStyle(element).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
}
const bad = [];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || element.closest("script, style")) continue;
  const style = getComputedStyle(element);
  const front = light(parse(element.closest("svg") ? style.fill : style.color));
  const back = light(behind(element));
  const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  if (ratio < 4.5) bad.push([ratio.toFixed(2), element.outerHTML.slice(0, 80)]);
}
return bad;
"""

FOLLOW_PAIRS = """
const done = arguments[arguments.length - 1];
const links = [...document.querySelectorAll("[data-pair] a.ev")].filter((link) =>
  link.closest("[data-pair]").querySelectorAll(".side-of").length > 1);
for (const box of document.querySelectorAll("details")) box.open = true;
const words = (id) => [...document.querySelectorAll(`#${id} mark`)].map((m) => m.textContent).join("");
const seen = (id) => {
  const [box] = document.querySelector(`#${id} mark`)?.getClientRects() ?? [];
  return Boolean(box) && document.elementFromPoint(box.left + 3, box.top + box.height / 2)?.closest("mark") !== null;
};
const found = [];
let next = 0;
function step() {
  if (next === links.length) { done(found); return; }
  const link = links[next++];
  const question = document.getElementById(link.closest("[data-pair]").dataset.pair);
  const sides = [...question.querySelectorAll(".side-of")].map((side) => [...side.querySelectorAll("a.ev")]);
  const others = sides.filter((side) => !side.some((one) => one.hash === link.hash)).flat();
  link.scrollIntoView({ block: "center" });
  const before = link.getBoundingClientRect().top;
  addEventListener("hashchange", () => setTimeout(() => {
    const place = link.getBoundingClientRect().top;
    found.push({ hash: link.hash, hashes: others.map((other) => other.hash), own: words("own"), beside: words("beside"),
      seen: seen("own") && seen("beside"), moved: Math.abs(place - before),
      focused: document.activeElement === document.querySelector("#own mark") });
    addEventListener("hashchange", () => setTimeout(step, 50), { once: true });
    history.back();
  }, 20), { once: true });
  link.click();
}
step();
"""

WIDER_THAN_THE_SCREEN = """
const wide = document.documentElement.clientWidth;
return [document.documentElement.scrollWidth - wide, [...document.querySelectorAll("body *")].filter((e) =>
  !e.closest(".scroll, .unseen, .skip, svg") && e.getBoundingClientRect().right > wide + 1
).map((e) => e.outerHTML.slice(0, 90))];
"""


@pytest.fixture(scope="module")
def losses() -> Report:
    return briefing_cases.losses()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, losses: Report) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    reports = {"losses": losses, "quake": briefing_cases.quake(), "many": briefing_cases.many(50)}
    reports["pier"] = briefing_cases.pier()
    reports["disputes"] = briefing_cases.disputes()
    story = briefing_story.Story("hostile")
    script = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\"> ]]>"
    story.article(
        "a", f"{'x' * 10_000} {script}\n\n{'y' * 10_000} 40 dead\n", "z" * 10_000 + script, None, title=script,
        url="javascript:document.title='broken'",
    )  # fmt: skip
    story.points("a", "y" * 20)
    claims = [story.figure("a", "40 dead", "40", 40, by="w" * 10_000)]
    story.question("v" * 10_000, "disputed", "u" * 10_000, claims)
    story.question("v" * 10_000, "single_source", "u" * 10_000, claims)
    reports["hostile"] = story.report()
    written = {name: to_html(report) for name, report in reports.items()}
    earlier = losses.model_copy(update={"articles": losses.articles[:1], "questions": losses.questions[2:]})
    written["since"] = to_html(losses, Options(since=earlier))
    written["short"] = to_html(losses, Options(Style.SHORT))
    written["full"] = to_html(losses, Options(Style.FULL))
    addresses = {}
    for name, page in written.items():
        path: Path = folder / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        addresses[name] = path.as_uri()
    return addresses


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(120)
    yield driver
    driver.quit()


@pytest.fixture
def show(browser: Any, pages: dict[str, str]) -> Any:
    """Open a page on a screen of a size, in a colour scheme; a fresh document each time."""

    def opened(name: str, size: tuple[int, int] = WIDE, scheme: str = "light", media: str = "", at: str = "") -> Any:
        browser.get("about:blank")
        phone = size == PHONE
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": phone}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        browser.get_log("browser")
        browser.get_log("performance")
        browser.get(pages[name] + at)
        return browser

    return opened


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the script of axe-core, which comes in a package for another browser driver."""
    package = pytest.importorskip("axe_playwright_python", reason="no axe-core here: run `make install` to run these")
    return (resources.files(package) / "axe.min.js").read_text(encoding="utf-8")


def marked(browser: Any, pane: str = "own") -> str:
    script = "return [...document.querySelectorAll(`#${arguments[0]} mark`)].map(m => m.textContent).join('')"
    return str(browser.execute_script(script, pane))


def wait_for(browser: Any, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 10).until(lambda b: b.execute_script(f"return {script}"))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_each_evidence_link_lands_on_the_exact_words(show: Any, losses: Report, size: tuple[int, int]) -> None:
    found = show("losses", size).execute_async_script(FOLLOW_ALL)
    assert len(found) > 40
    for landing in found:
        number, start, end = map(int, landing["hash"][2:].split("-"))
        assert landing["text"] == losses.articles[number - 1].text[start:end]
        assert landing["seen"]
        assert landing["focused"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["losses", "short"])
def test_words_of_a_dispute_open_beside_those_of_another_answer(
    show: Any, losses: Report, name: str, size: tuple[int, int]
) -> None:
    def words(hash: str) -> str:
        number, start, end = map(int, hash[2:].split("-"))
        return losses.articles[number - 1].text[start:end]

    found = show(name, size).execute_async_script(FOLLOW_PAIRS)
    assert len(found) >= 10
    for landing in found:
        assert landing["own"] == words(landing["hash"])
        assert landing["beside"] in {words(hash) for hash in landing["hashes"]}
        elsewhere = [hash for hash in landing["hashes"] if hash[:3] != landing["hash"][:3]]
        assert not elsewhere or landing["beside"] in {words(hash) for hash in elsewhere}
        assert landing["seen"]
        assert landing["focused"]
        if size == WIDE:
            assert landing["moved"] < 2


@pytest.mark.parametrize("width", [1120, 1280, 1920])
def test_the_briefing_makes_room_for_two_texts(show: Any, width: int) -> None:
    browser = show("quake", (width, 800))
    browser.execute_script("document.querySelector('[data-pair] .side-of a.ev').click()")
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    edges = """return ["brief", "texts"].map((name) => document.querySelector("." + name).getBoundingClientRect())
      .map((box) => [box.left, box.right])"""
    (_, brief_ends), (texts_begin, texts_end) = browser.execute_script(edges)
    assert brief_ends <= texts_begin
    assert texts_end <= width


def test_a_shared_link_opens_both_sides(show: Any) -> None:
    browser = show("losses")
    browser.find_element("css selector", "#q2 blockquote a.ev").click()
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    own, beside, at = marked(browser), marked(browser, "beside"), browser.execute_script("return location.hash")
    assert at.startswith("#q2/a")
    browser = show("losses", at=at)
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    assert (marked(browser), marked(browser, "beside")) == (own, beside)


def test_another_answer_can_be_put_beside_and_one_step_leads_back(show: Any) -> None:
    browser = show("losses")
    link = browser.find_element("css selector", "#q1 blockquote a.ev")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    own, beside = marked(browser), marked(browser, "beside")
    browser.find_element("css selector", "#beside .others a").click()
    wait_for(browser, "location.hash.split('/').length === 3")
    assert marked(browser) == own
    assert marked(browser, "beside") not in ("", beside)
    browser.find_element("css selector", "#own .back").click()
    wait_for(browser, "document.querySelectorAll('mark').length === 0")
    wait_for(browser, "document.activeElement.tagName === 'A'")
    assert browser.switch_to.active_element == link


def test_a_printed_page_shows_all_texts_even_while_two_are_side_by_side(show: Any) -> None:
    browser = show("losses", media="print", at="#q1")
    browser.execute_script("document.querySelector('#q1 blockquote a.ev').click()")
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    shown = "return [...document.querySelectorAll('#own .text')].every((t) => t.getBoundingClientRect().height > 100)"
    assert browser.execute_script(shown)
    assert browser.execute_script("return document.getElementById('beside').getBoundingClientRect().height") == 0


def test_back_returns_to_the_link_and_forward_to_the_words(show: Any) -> None:
    browser = show("losses", PHONE)
    link = browser.find_element("css selector", "#q1 blockquote a.ev")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    before = browser.execute_script("return scrollY")
    words = link.text
    link.click()
    wait_for(browser, "document.querySelectorAll('mark').length > 0")
    assert marked(browser) == words
    browser.back()
    wait_for(browser, "document.querySelectorAll('mark').length === 0")
    wait_for(browser, f"Math.abs(scrollY - {before}) < 5")
    assert browser.switch_to.active_element == link
    browser.forward()
    wait_for(browser, "document.querySelectorAll('mark').length > 0")
    assert marked(browser) == words


def test_a_shared_link_opens_at_the_words(show: Any, losses: Report) -> None:
    quote = losses.claims[0].quote
    browser = show("losses", at=f"#a1-{quote.start}-{quote.end}")
    wait_for(browser, "document.querySelectorAll('mark').length > 0")
    assert marked(browser) == quote.text


def test_a_shared_link_opens_at_the_question(show: Any) -> None:
    browser = show("losses", at="#q2")
    wait_for(browser, "Math.abs(document.getElementById('q2').getBoundingClientRect().top) < 60")


def test_a_shared_link_opens_at_a_question_that_stands_on_the_card_of_another(show: Any) -> None:
    browser = show("pier", (1400, 600), at="#q4")
    wait_for(browser, "Math.abs(document.getElementById('q1').getBoundingClientRect().top) < 60")
    colour = "getComputedStyle(document.getElementById('{}').closest('li')).backgroundColor"
    assert browser.execute_script(f"return {colour.format('q4')}") != browser.execute_script(
        f"return {colour.format('q3')}"
    )


@pytest.mark.parametrize(("words", "others"), [("10", ["14"]), ("26", ["14"]), ("14", ["10", "19", "26"])])
def test_only_words_that_an_answer_is_set_against_are_put_beside_it(show: Any, words: str, others: list[str]) -> None:
    browser = show("disputes")
    follow = """[...document.querySelectorAll("#q1 .voice")]
      .find((voice) => voice.querySelector(".value").textContent === arguments[0]).querySelector("a.ev").click()"""
    browser.execute_script(follow, words)
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    assert words in marked(browser)
    beside = [marked(browser, "beside")]
    if len(others) > 1:
        shown = "return [...document.querySelectorAll('#beside .others > *')].map((e) => e.textContent)"
        beside = browser.execute_script(shown)
    assert len(beside) == len(others)
    assert all(any(other in told for told in beside) for other in others)


def test_a_shared_link_to_words_may_name_any_question_of_their_card(show: Any) -> None:
    browser = show("disputes")
    href = browser.execute_script("return document.querySelector('#q1 .side:nth-child(3) a.ev').hash.slice(1)")
    browser = show("disputes", at=f"#q3/{href}")
    wait_for(browser, "document.querySelectorAll('#beside mark').length > 0")
    assert "19" in marked(browser)
    assert "14" in marked(browser, "beside")


def test_a_link_into_a_closed_part_opens_it(show: Any) -> None:
    browser = show("losses")
    hidden = browser.execute_script("return document.querySelector('details:not([open]) tr[id]').id")
    browser.execute_script(f"location.hash = '{hidden}'")
    wait_for(browser, f"document.getElementById('{hidden}').closest('details').open")


def test_the_keyboard_is_enough(show: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    browser = show("losses")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element.text == "Skip to the briefing"
    for _ in range(40):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        link = browser.switch_to.active_element
        if link.find_elements("xpath", "ancestor::blockquote"):
            break
    words = link.text
    outline = browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", link)
    assert outline == "solid"
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    wait_for(browser, "document.activeElement.tagName === 'MARK'")
    assert marked(browser) == words
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait_for(browser, "document.querySelectorAll('mark').length === 0")
    wait_for(browser, "document.activeElement.tagName === 'A'")
    assert browser.switch_to.active_element == link


def test_escape_never_leaves_the_page(show: Any, losses: Report) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    quote = losses.claims[0].quote
    browser = show("losses", at=f"#a1-{quote.start}-{quote.end}")
    wait_for(browser, "document.querySelectorAll('mark').length > 0")
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait_for(browser, "location.hash === '#briefing' && document.querySelectorAll('mark').length === 0")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_a_phone(show: Any, name: str) -> None:
    over, elements = show(name, PHONE).execute_script(WIDER_THAN_THE_SCREEN)
    assert elements == []
    assert over <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["losses", "quake", "since", "short"])
def test_text_has_enough_contrast(show: Any, name: str, scheme: str) -> None:
    browser = show(name, scheme=scheme, at="#a1-0-70")
    assert browser.execute_script(LOW_CONTRAST) == []


@pytest.mark.parametrize("beside", [False, True], ids=["page", "side by side"])
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["desk", "dark phone"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("many", "full")])
def test_axe_finds_nothing_serious(
    show: Any, axe: str, name: str, size: tuple[int, int], scheme: str, beside: bool
) -> None:
    browser = show(name, size, scheme)
    browser.execute_script("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    if beside:
        browser.execute_script("document.querySelector('[data-pair] .side-of a.ev')?.click()")
    browser.execute_script(axe)
    found = browser.execute_async_script("""
      axe.run(document, {resultTypes: ["violations"]}).then((r) => arguments[0](
        r.violations.map((v) => [v.impact, v.id, v.nodes.map((n) => n.html.slice(0, 120))])));
    """)
    assert [violation for violation in found if violation[0] in ("serious", "critical")] == []


def test_a_short_briefing_tells_its_differences_on_one_screen(show: Any) -> None:
    browser = show("short", (1280, 900))
    ends = browser.execute_script("return document.querySelector('.lines').getBoundingClientRect().bottom")
    assert ends <= 900


def test_dark_mode_is_dark(show: Any) -> None:
    read = "return getComputedStyle(document.body).backgroundColor"
    assert show("losses", scheme="light").execute_script(read) == "rgb(255, 255, 255)"
    assert show("losses", scheme="dark").execute_script(read) == "rgb(20, 23, 27)"


def test_print_shows_all_and_no_controls(show: Any) -> None:
    browser = show("losses", scheme="dark", media="print")
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert browser.execute_script("return getComputedStyle(document.querySelector('nav')).display") == "none"
    assert browser.execute_script("return document.querySelectorAll('details:not([open])').length") == 0
    texts = "const t = document.getElementById('texts'); return t.scrollHeight - t.clientHeight"
    assert browser.execute_script(texts) <= 0
    assert browser.execute_script(LOW_CONTRAST) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_console_stays_quiet_and_no_request_leaves_the_page(show: Any, name: str) -> None:
    browser = show(name)
    browser.execute_script("document.querySelector('a.ev')?.click()")
    assert browser.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
    assert browser.title != "broken"


def test_fifty_articles_answer_at_once(show: Any, losses: Report) -> None:
    browser = show("many")
    took = browser.execute_async_script("""
      const done = arguments[0], link = [...document.querySelectorAll("a.ev")].at(-1), start = performance.now();
      addEventListener("hashchange", () => requestAnimationFrame(() => done(performance.now() - start)), {once: true});
      location.hash = link.hash;
    """)
    assert took < 1000
