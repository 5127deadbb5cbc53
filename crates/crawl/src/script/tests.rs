use proptest::prelude::*;

use super::*;

fn fields(call: &Call) -> String {
    let shown = call.fields.iter().map(|(n, v)| if v.is_empty() { n.clone() } else { format!("{n}={v}") });
    shown.collect::<Vec<_>>().join(",")
}

#[track_caller]
fn check(code: &str, expect: &[&str]) {
    let shown: Vec<String> = calls(code)
        .into_iter()
        .map(|c| format!("{} {} {}", c.method, c.reference, fields(&c)).trim_end().to_owned())
        .collect();
    assert_eq!(shown, expect, "{code}");
}

#[test]
fn finds_addresses() {
    check("fetch('/api/users')", &["GET /api/users"]);
    check("fetch(`/api/users/${id}/x?y=${a.b}`)", &["GET /api/users/1/x?y=1"]);
    check("var u = \"\\/api\\/x\"", &["GET /api/x"]);
    check("x = 'text/html', y = 'a/b', z = 'M/d/yyyy', w = '/', v = '//', u = '</div>'", &[]);
    check(
        "load('list.php?x=1'); load('api/items'); load('jquery.min.js')",
        &["GET list.php?x=1", "GET api/items"],
    );
    check("// don't '/no'\n/* '/no2' */ go('/yes')", &["GET /yes"]);
    check("s.replace(/it's/, ''); go('/yes')", &["GET /yes"]);
    check("a('/x');b('/x')", &["GET /x"]);
}

#[test]
fn reads_methods_and_fields() {
    check("axios.post('/a', {name: n, mail: m})", &["POST /a name,mail"]);
    check("$.ajax({url: '/b', type: 'POST', data: d})", &["POST /b"]);
    check("x.open('PUT', '/c')", &["PUT /c"]);
    check(
        "fetch('/d', {method: 'POST', headers: {a: 1}, body: JSON.stringify({user, \"pass\": p, o: {x: 1}})})",
        &["POST /d user,pass,o"],
    );
    check("fetch('/e'); fetch('/f', {method: \"delete\"})", &["GET /e", "DELETE /f"]);
}

#[test]
fn reads_what_calls_send() {
    check("$.get('/a', {id: 3, name: n})", &["GET /a id=3,name"]);
    check("$.post(\"save\", {role: 'user', ok: true})", &["POST save role=user,ok=true"]);
    check("$.ajax({type: 'POST', url: 'b', data: {x: 1, y}, success: f})", &["POST b x=1,y"]);
    check("$.ajax({data: 'q=' + q + '&p=2', url: '/c'})", &["GET /c q=1,p=2"]);
    check(
        "x.open('POST', 'c'); x.setRequestHeader('A', 'b'); x.send('a=' + v + '&b=2');",
        &["POST c a=1,b=2"],
    );
    check("fetch('d', {method: 'POST', body: new URLSearchParams({u: 1})})", &["POST d u=1"]);
    check("fetch('/e', {method: 'POST', body: 'u=1&v='+v})", &["POST /e u=1,v=1"]);
    check("axios.get('/f', {params: {page: 2}})", &["GET /f page=2"]);
    check("fetch('/g', {method: 'POST', body: '{\"a\": \"b\"}'})", &["POST /g a=b"]);
    check("x.open('GET', '/h?a=1', true); x.send(null)", &["GET /h?a=1"]);
    let json = |code: &str| calls(code).first().map(|c| c.encoding);
    assert_eq!(json("$.post('/a', {b: 1})"), Some(Encoding::Form));
    assert_eq!(json("axios.post('/a', {b: 1})"), Some(Encoding::Json));
}

#[test]
fn reads_documents_that_calls_send() {
    let document = |code: &str| {
        calls(code).pop().map(|c| (c.fields.len(), c.document.map(|(t, d)| format!("{t} {d}")))).unwrap()
    };
    for (code, expect) in [
        (
            "fetch('/a', {method: 'POST', headers: {'Content-Type': 'application/xml'}, body: `<?xml version=\"1.0\"?><o><i>1</i></o>`})",
            "application/xml <?xml version=\"1.0\"?><o><i>1</i></o>",
        ),
        (
            "x.open('POST', '/a'); x.setRequestHeader('Content-Type', 'text/xml'); x.send('<o><i>' + n + '</i></o>');",
            "text/xml <o><i>1</i></o>",
        ),
        ("$.ajax({url: '/a', type: 'POST', data: '<o/>'})", "application/xml <o/>"),
        ("axios.post('/a', \"<o a='b'></o>\")", "application/xml <o a='b'></o>"),
        ("var q = '<o>1</o>'; $.ajax({url: '/a', type: 'POST', data: q})", "application/xml <o>1</o>"),
    ] {
        assert_eq!(document(code), (0, Some(expect.to_owned())), "{code}");
    }
    for code in [
        "fetch('/a', {method: 'POST', body: 'a<b>c'})",
        "fetch('/a', {method: 'POST', body: '<o><i></o'})",
        "fetch('/a', {method: 'GET', body: '<o/>'})",
        "axios.post('/a', {x: '<o/>'})",
    ] {
        assert_eq!(document(code).1, None, "{code}");
    }
}

#[test]
fn joins_literals() {
    check("go('/item/' + id + '/edit')", &["GET /item/1/edit"]);
    check("go('/a' + '/b' + \".php\")", &["GET /a/b.php"]);
    check("go('/u?x=' + encodeURIComponent(f(a, b)) + '&y=' + t[0])", &["GET /u?x=1&y=1"]);
    check("var base = '/api/v9'; fetch(base + '/users')", &["GET /api/v9", "GET /api/v9/users"]);
    check("const api = {root: '/r'}; fetch(`${api.root}/x/${n}`)", &["GET /r", "GET /r/x/1"]);
    check("x++ + '/a'; y = '/b' +\n'/c'", &["GET /a", "GET /b/c"]);
}

#[test]
fn knows_places_of_addresses() {
    check("location = 'next'", &["GET next"]);
    check("window.location.href='about'; location.replace(\"start?a=1\")", &["GET about", "GET start?a=1"]);
    check("window.open('popup', 'name')", &["GET popup"]);
    check("$('#x').load('part')", &["GET part"]);
    check("a.setAttribute('href', 'there'); $(b).attr(\"src\", 'img')", &["GET there", "GET img"]);
    check("location == 'no'; map.get('key'); x = 'word'", &[]);
    check("location.search = '?page=2'", &["GET ?page=2"]);
    let used = |code: &str| calls(code).first().map(|c| c.used);
    assert_eq!(used("document.f.action = 'send.php'"), Some(Use::Action));
    assert_eq!(used("f.setAttribute('action', '/send')"), Some(Use::Action));
    assert_eq!(used("import {a} from './a.js'"), Some(Use::Module));
    assert_eq!(used("import('./b.js')"), Some(Use::Module));
}

#[test]
fn looks_into_texts() {
    check("setTimeout(\"location.href='/later'\", 5)", &["GET /later"]);
    check("eval('window.open(\\'w.php\\')')", &["GET w.php"]);
    check("a = '\\x2fb\\u002fc.php'", &["GET /b/c.php"]);
    check("location = unescape('%2fd%2fe')", &["GET /d/e"]);
    check("location = atob('L2Yv')", &["GET /f/"]);
    for (code, markup) in [
        ("document.write('<a href=\"' + u + '\">x</a>')", "<a href=\"1\">x</a>\n"),
        (
            "el.innerHTML = `<form action='/s'><input name=q></form>`",
            "<form action='/s'><input name=q></form>\n",
        ),
        ("document.write(unescape('%3Ca href=/x%3E'))", "<a href=/x>\n"),
        ("if (a < b) x = '<b>' + c", ""),
    ] {
        assert_eq!(read(code).markup, markup, "{code}");
    }
}

#[test]
fn hostile_code_stays_bounded() {
    assert_eq!(calls(&(0..100_000).map(|i| format!("'/x{i}';")).collect::<String>()).len(), MAX_CALLS);
    let _ = calls(&"'".repeat(500_001));
    let _ = calls(&"`${".repeat(100_000));
    let _ = calls(&"/*".repeat(200_000));
    let _ = calls(&"\"\\".repeat(200_000));
    let _ = calls(&"(/[".repeat(50_000));
    let _ = calls(&"'/a'+".repeat(100_000));
    let _ = calls(&"'/a'+b(".repeat(50_000));
    let _ = calls(&"a='".repeat(100_000));
    let _ = calls(&"x='/y'+x;".repeat(50_000));
    let _ = calls(&"'${".repeat(100_000));
    assert!(read(&"'<a href=x>';".repeat(100_000)).markup.len() <= MAX_MARKUP);
    let nested = (0..20).fold("location='/x'".to_owned(), |code, _| format!("setTimeout({code:?})"));
    let _ = calls(&nested);
}

proptest! {
    #[test]
    fn never_panics(code in "([a-z'\"`/\\\\ü{}$().,:*\n]|JSON.stringify\\(|'/a'|data:|\\.open\\(|\\+ |location=|\\\\u|\\\\x2|atob\\(|<a href=){0,80}") {
        let _ = calls(&code);
    }
}
