//! What a crawl finds without running scripts.

use model::definition::Effect;

use crate::support::{Seen, lines, missing, options, page, reply, run, site};

/// Pages, each with one way to lead to `found` that is not a plain link.
const PAGES: &[&str] = &[
    "<a href='#' onclick=\"window.location='../found'\">x</a>",
    "<a href=\"javascript:window.open('../found')\">x</a>",
    "<span onmouseover='location.href=&quot;../found&quot;'>x</span>",
    "<body onload=\"setTimeout('location.replace(\\'../found\\')', 10)\">",
    "<script>var x = new XMLHttpRequest(); x.open('GET', '../found', true); x.send();</script>",
    "<script>fetch(`../found`).then(f)</script>",
    "<script>$.getJSON('../found', {})</script>",
    "<script>document.write('<a hr' + 'ef=\"../fou' + 'nd\">x</a>')</script>",
    "<script>document.write('<form action=../found><input type=submit></form>')</script>",
    "<script>document.write(unescape('%3Ciframe%20src=../found%3E'))</script>",
    "<script>location = '\\x2e\\x2e/\\u0066ound'</script>",
    "<script>var dir = '../'; location.href = dir + 'found';</script>",
    "<script>var e = document.createElement('a'); e.href = '../found';</script>",
    "<script>e.innerHTML = `<ul><li><a href='../found'>x</a></ul>`</script>",
    "<form name=f><input type=hidden name=a></form><script>f.action='../found'; f.submit()</script>",
    "<form action=\"javascript:this.action='../found'\"><input type=submit></form>",
    "<form><button formaction=../found>x</button></form>",
    "<meta http-equiv=refresh content='0;url=../found'>",
    "<frameset><frame src='../found'></frameset>",
    "<iframe srcdoc=\"<a href='../found'>x</a>\"></iframe>",
    "<object data=../found></object>",
    "<embed src=../found>",
    "<!-- <a href='../found'>old</a> -->",
    "<div data-target='../found'></div>",
    "<select onchange='go(this.value)'><option value='../found'>x</select>",
    "<div style='background: url(../found)'></div>",
    "<style>@import '../found';</style>",
    "<img srcset='../found 2x'>",
    "<svg><a xlink:href='../found'><text>x</text></a></svg>",
    "<noscript><a href='../found'>x</a></noscript>",
    "<base href='/case/other/deep/'><a href='../../N/../found'>x</a>",
    "<map><area href=../found></map>",
    "<a hidden style='display:none' href=../found>x</a>",
    "<script type='application/json'>{\"next\":\"..\\/found\"}</script>",
    "<script src='../lib/N.js'></script>",
    "<link rel=stylesheet href='../lib/N.css'>",
    "<script>fetch('../api/N')</script>",
    "<a href='../to/N'>x</a>",
    "<a href='../feed/N'>x</a>",
];

fn answer(seen: &Seen) -> Vec<u8> {
    let parts: Vec<&str> = seen.target.split('/').collect();
    match parts.as_slice() {
        ["", ""] => page(
            &(0..PAGES.len())
                .map(|i| format!("<a href=/{}/case/{}>x</a>", word(i), word(i)))
                .collect::<String>(),
        ),
        ["", name, "case", file] if file == name => {
            let text = number(name).and_then(|i| PAGES.get(i)).copied().unwrap_or_default();
            page(
                &text
                    .replace("/case/other/deep/", &format!("/{name}/other/deep/"))
                    .replace("/N", &format!("/{name}")),
            )
        }
        ["", name, "found"] if number(name).is_some() => page("<p>found"),
        ["", name, "lib", file] if file.ends_with(".js") => {
            reply("200 OK", "Content-Type: text/javascript\r\n", &format!("go('/{name}/found')"))
        }
        ["", name, "lib", file] if file.starts_with(name) => {
            reply("200 OK", "Content-Type: text/css\r\n", &format!("a {{ b: url(/{name}/found) }}"))
        }
        ["", name, "api", file] if file.starts_with(name) => reply(
            "200 OK",
            "Content-Type: application/json\r\n",
            &format!("{{\"_links\": {{\"href\": \"/{name}/found\"}}}}"),
        ),
        ["", name, "to", file] if file.starts_with(name) => reply(
            "302 Found",
            "Location: /nowhere\r\nContent-Type: text/html\r\n",
            &format!("<a href='/{name}/found'>here</a>"),
        ),
        ["", name, "feed", file] if file.starts_with(name) => reply(
            "200 OK",
            "Content-Type: application/rss+xml\r\n",
            &format!("<rss><link>/{name}/found</link></rss>"),
        ),
        _ => missing(),
    }
}

/// A name for each case without digits, so that no two are of one form.
fn word(case: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    format!("case{}{}", letter(case / 26), letter(case))
}

fn number(name: &str) -> Option<usize> {
    (0..PAGES.len()).find(|i| word(*i) == name)
}

#[tokio::test]
async fn finds_what_is_not_a_plain_link() {
    let (port, log) = site(answer).await;
    run(&options(port), Effect::Safe).await;
    let asked = lines(&log);
    let lost: Vec<&str> = (0..PAGES.len())
        .filter(|i| !asked.iter().any(|l| l.starts_with(&format!("GET /{}/found", word(*i)))))
        .map(|i| PAGES[i])
        .collect();
    assert!(lost.is_empty(), "{lost:#?}\n{asked:#?}");
}
