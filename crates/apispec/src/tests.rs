//! Whole descriptions.

use crawl::{Body, WebUrl};
use model::web::{ApiSchemaType, NamedValue};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::document::Document;
use crate::overrides::Overrides;
use crate::schema::{Budget, Maker};
use crate::{ImportOutcome, Imported, MAX_OPERATIONS, SpecError, parse};

const BASE: &str = "http://api.test:8080/";

fn import_with(text: &str, values: &[(&str, &str)]) -> Imported {
    let values: Vec<NamedValue> =
        values.iter().map(|(n, v)| NamedValue { name: (*n).to_owned(), value: (*v).to_owned() }).collect();
    parse(text, None, Some(&WebUrl::parse(BASE).unwrap()), &values).unwrap()
}

fn import(text: &str) -> Imported {
    import_with(text, &[])
}

/// Each request as `METHOD target [header: value] [cookie=value] [body]`.
fn shown(imported: &Imported) -> Vec<String> {
    imported
        .requests
        .iter()
        .map(|r| {
            let r = &r.request;
            let mut out = format!("{} {}", r.method, r.url.target());
            r.headers.iter().for_each(|(n, v)| out.push_str(&format!(" [{n}: {v}]")));
            r.cookies.iter().for_each(|(n, v)| out.push_str(&format!(" [{n}={v}]")));
            match &r.body {
                Body::None => {}
                Body::Json(value) => out.push_str(&format!(" {value}")),
                Body::Raw { media_type, text } => out.push_str(&format!(" {media_type} {text}")),
                Body::Form(fields) => {
                    let fields: Vec<String> = fields.iter().map(|(n, v)| format!("{n}={v}")).collect();
                    out.push_str(&format!(" form {}", fields.join("&")));
                }
                Body::Multipart(parts) => {
                    let parts: Vec<String> = parts
                        .iter()
                        .map(|p| format!("{}{}", p.name, if p.file.is_some() { "@" } else { "" }))
                        .collect();
                    out.push_str(&format!(" multipart {}", parts.join(",")));
                }
            }
            out
        })
        .collect()
}

/// An OpenAPI 3.0 document with one operation `POST /x/{id}`.
fn one(operation: &Value, components: &Value) -> String {
    json!({"openapi": "3.0.3", "info": {"title": "T"}, "paths": {"/x": {"post": operation}}, "components": components}).to_string()
}

#[track_caller]
fn check(operation: &Value, components: &Value, expect: &str) {
    let imported = import(&one(operation, components));
    assert_eq!(shown(&imported), [expect], "{:?}", imported.report);
}

#[track_caller]
fn body(schema: &Value, components: &Value, expect: &Value) {
    let operation =
        json!({"requestBody": {"required": true, "content": {"application/json": {"schema": schema}}}});
    check(&operation, components, &format!("POST /x {expect}"));
}

#[test]
fn openapi_3_in_yaml() {
    let text = "
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers:
  - url: http://{region}.test:8080/{base}
    variables: {region: {default: api}, base: {default: v2}}
paths:
  /items/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer, minimum: 10}}
    get:
      parameters:
        - {name: q, in: query, schema: {type: string}}
        - {name: tags, in: query, schema: {type: array, items: {enum: [new, old]}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {a: {type: integer}}}}
        - {name: X-Trace, in: header, schema: {type: string, format: uuid}}
        - {name: lang, in: cookie, schema: {type: string, default: de}}
    delete: {}
    trace: {}
";
    let imported = import(text);
    assert_eq!((imported.title.as_str(), imported.kind), ("Shop", ApiSchemaType::OpenApi));
    assert_eq!(
        shown(&imported),
        [
            "GET /v2/items/10?q=test&tags=new&filter%5Ba%5D=1 [X-Trace: 7b0e9a52-64d1-4c1b-9c1e-2f5d8a3b6c10] [lang=de]",
            "DELETE /v2/items/10"
        ]
    );
    let lines: Vec<(&str, ImportOutcome)> =
        imported.report.iter().map(|r| (r.method.as_str(), r.outcome)).collect();
    use ImportOutcome::{Imported, Skipped};
    assert_eq!(lines, [("GET", Imported), ("DELETE", Imported), ("TRACE", Skipped)]);
    assert!(imported.requests.iter().all(|r| r.operation.ends_with(" /items/{id}")));
}

#[test]
fn swagger_2() {
    let text = json!({
        "swagger": "2.0", "info": {"title": "Old"}, "host": "api.test:8080", "basePath": "/api", "schemes": ["http"],
        "consumes": ["application/json"],
        "paths": {
            "/pets": {
                "post": {"parameters": [{"in": "body", "name": "pet", "required": true, "schema": {"$ref": "#/definitions/Pet"}}]},
                "get": {"parameters": [
                    {"in": "query", "name": "ids", "type": "array", "items": {"type": "integer"}, "collectionFormat": "pipes", "minItems": 2},
                    {"in": "query", "name": "limit", "type": "integer", "maximum": 0}]}
            },
            "/upload": {"post": {"consumes": ["multipart/form-data"], "parameters": [
                {"in": "formData", "name": "file", "type": "file", "required": true},
                {"in": "formData", "name": "note", "type": "string"}]}},
            "/form": {"post": {"consumes": ["application/x-www-form-urlencoded"], "parameters": [
                {"in": "formData", "name": "email", "type": "string", "format": "email", "required": true}]}}
        },
        "definitions": {"Pet": {"type": "object", "required": ["name"], "properties": {
            "id": {"type": "integer", "readOnly": true}, "name": {"type": "string", "example": "Rex"}}}}
    });
    assert_eq!(
        shown(&import(&text.to_string())),
        [
            "GET /api/pets?ids=1%7C1&limit=0",
            "POST /api/pets {\"name\":\"Rex\"}",
            "POST /api/upload multipart file@,note",
            "POST /api/form form email=watchpost@example.com",
        ]
    );
}

#[test]
fn postman_2_1() {
    let text = json!({
        "info": {"name": "C", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "variable": [{"key": "host", "value": "http://api.test:8080"}, {"key": "token", "value": "t{{n}}"}, {"key": "n", "value": "7"}],
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
        "item": [
            {"name": "folder", "item": [
                {"name": "get", "request": {"method": "GET", "header": [{"key": "X-A", "value": "1"}, {"key": "X-B", "value": "2", "disabled": true}],
                    "url": {"raw": "{{host}}/users/:id?page=1&off=1", "variable": [{"key": "id", "value": "42"}],
                        "query": [{"key": "page", "value": "1"}, {"key": "off", "value": "1", "disabled": true}]}}}]},
            {"name": "json", "request": {"method": "POST", "auth": {"type": "noauth"}, "url": "{{host}}/a",
                "body": {"mode": "raw", "raw": "{\"id\": \"{{$guid}}\"}", "options": {"raw": {"language": "json"}}}}},
            {"name": "form", "request": {"method": "POST", "auth": {"type": "basic", "basic": [{"key": "username", "value": "u"}, {"key": "password", "value": "p"}]},
                "url": {"protocol": "http", "host": ["api", "test"], "port": "8080", "path": ["b"]},
                "body": {"mode": "urlencoded", "urlencoded": [{"key": "k", "value": "v"}]}}},
            {"name": "graph", "request": {"method": "POST", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "X-K"}, {"key": "value", "value": "s"}]},
                "url": "https://elsewhere.test/graphql", "body": {"mode": "graphql", "graphql": {"query": "{a}", "variables": "{\"x\": 1}"}}}},
            {"name": "parts", "request": {"method": "PUT", "auth": {"type": "noauth"}, "url": "/c",
                "body": {"mode": "formdata", "formdata": [{"key": "f", "type": "file", "src": "x"}, {"key": "t", "value": "1"}]}}},
            {"name": "file", "request": {"method": "PUT", "url": "/d", "body": {"mode": "file"}}},
            {"name": "nothing"}
        ]
    });
    let imported = import(&text.to_string());
    assert_eq!(
        shown(&imported),
        [
            "GET /users/42?page=1 [X-A: 1] [Authorization: Bearer t7]",
            "POST /a {\"id\":\"7b0e9a52-64d1-4c1b-9c1e-2f5d8a3b6c10\"}",
            "POST /b [Authorization: Basic dTpw] form k=v",
            "POST /graphql [X-K: s] {\"query\":\"{a}\",\"variables\":{\"x\":1}}",
            "PUT /c multipart f@,t",
        ]
    );
    assert!(imported.requests.iter().all(|r| r.request.url.as_str().starts_with(BASE)));
    let skipped: Vec<&str> = imported
        .report
        .iter()
        .filter(|r| r.outcome == ImportOutcome::Skipped)
        .map(|r| r.reason.as_str())
        .collect();
    assert_eq!(skipped, ["its body is a file that is not part of the collection", "holds no request"]);
    assert!(imported.report[3].warnings[0].contains("not part of the target"), "{:?}", imported.report[3]);
    let imported = import_with(&text.to_string(), &[("id", "5"), ("token", "mine")]);
    let requests = shown(&imported);
    assert_eq!(requests[0], "GET /users/5?page=1 [X-A: 1] [Authorization: Bearer mine]");
    assert_eq!(requests[1], "POST /a {\"id\":\"5\"}");
}

#[test]
fn bodies_fit_their_schemas() {
    let none = json!({});
    body(
        &json!({"type": "object", "properties": {"a": {"type": "integer", "minimum": 3, "exclusiveMinimum": true}}}),
        &none,
        &json!({"a": 4}),
    );
    body(&json!({"type": "string", "enum": ["x", "y"]}), &none, &json!("x"));
    body(&json!({"type": "string", "example": 5, "minLength": 2}), &none, &json!("This is a test."));
    body(&json!({"type": "string", "pattern": "^[A-Z]{3}-\\d{2}$"}), &none, &json!("AAA-00"));
    body(
        &json!({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": true}),
        &none,
        &json!([1, 2, 3]),
    );
    body(&json!({"type": "number", "multipleOf": 0.5, "minimum": 1.2, "maximum": 1.6}), &none, &json!(1.5));
    body(
        &json!({"type": "object", "additionalProperties": {"type": "integer"}}),
        &none,
        &json!({"property1": 1}),
    );
    body(
        &json!({"type": "object", "required": ["z"], "properties": {"a": {"type": "boolean"}}}),
        &none,
        &json!({"z": "test", "a": true}),
    );
    let all = json!({"allOf": [{"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]},
        {"type": "object", "properties": {"b": {"type": "string"}}}]});
    body(&all, &none, &json!({"a": 1, "b": "test"}));
    let one_of = json!({"oneOf": [{"type": "object", "properties": {"kind": {"enum": ["a"]}}, "required": ["kind"]}, {"type": "string"}]});
    body(&one_of, &none, &json!({"kind": "a"}));
    body(&json!({"type": ["null", "integer"]}), &none, &json!(1));
    body(
        &json!({"type": "string", "format": "date-time", "nullable": true}),
        &none,
        &json!("2025-01-01T12:30:00Z"),
    );
}

#[test]
fn references_and_circles() {
    let components = json!({"schemas": {
        "Node": {"type": "object", "properties": {"name": {"type": "string"}, "next": {"$ref": "#/components/schemas/Node"},
            "all": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}}},
        "Must": {"type": "object", "required": ["me"], "properties": {"me": {"$ref": "#/components/schemas/Must"}}},
        "Cat": {"type": "object", "required": ["pet"], "properties": {"pet": {"type": "string"}, "lives": {"type": "integer"}}},
        "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}], "discriminator": {"propertyName": "pet", "mapping": {"cat": "#/components/schemas/Cat"}}},
        "Loop": {"$ref": "#/components/schemas/Loop"}
    }});
    let of = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    body(&of("Node"), &components, &json!({"name": "Wendy Watch", "all": []}));
    body(&of("Pet"), &components, &json!({"pet": "cat", "lives": 1}));
    for (reference, reason) in [
        (of("Must"), "itself"),
        (of("Loop"), "itself"),
        (json!({"$ref": "http://evil.test/x.json"}), "not followed"),
        (json!({"$ref": "other.yaml#/x"}), "not followed"),
        (of("Nobody"), "names nothing"),
    ] {
        let operation = json!({"requestBody": {"required": true, "content": {"application/json": {"schema": reference}}}});
        let imported = import(&one(&operation, &components));
        let [line] = imported.report.as_slice() else { panic!() };
        assert!(line.outcome == ImportOutcome::Skipped && line.reason.contains(reason), "{line:?}");
    }
}

#[test]
fn media_types_and_examples() {
    let schema = json!({"type": "object", "xml": {"name": "order"}, "properties": {"id": {"type": "integer", "xml": {"attribute": true}}, "note": {"type": "string", "example": "a<b"}}});
    let operation = json!({"requestBody": {"content": {"application/xml": {"schema": schema}, "application/json": {"schema": schema}}}});
    let imported = import(&one(&operation, &json!({})));
    assert_eq!(
        shown(&imported),
        [
            "POST /x {\"id\":1,\"note\":\"a<b\"}",
            "POST /x application/xml <?xml version=\"1.0\" encoding=\"UTF-8\"?><order id=\"1\"><note>a&lt;b</note></order>",
        ]
    );
    let written =
        json!({"application/xml": {"schema": {"type": "object"}, "example": "<order><id>7</id></order>"}});
    let imported = import(&one(&json!({"requestBody": {"content": written}}), &json!({})));
    assert_eq!(shown(&imported), ["POST /x application/xml <order><id>7</id></order>"]);
    let operation = json!({"requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object", "properties": {
        "file": {"type": "string", "format": "binary"}, "n": {"type": "integer"}}}}}}});
    check(&operation, &json!({}), "POST /x multipart file@,n");
    let operation = json!({"parameters": [{"name": "a", "in": "query", "schema": {"type": "integer"}, "examples": {"bad": {"value": "x"}, "good": {"value": 9}}}]});
    check(&operation, &json!({}), "POST /x?a=9");
}

#[test]
fn values_of_the_user_and_security() {
    let text = one(
        &json!({"parameters": [{"name": "id", "in": "query", "schema": {"type": "integer"}}],
            "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}}}},
            "security": [{"key": []}, {"jwt": []}]}),
        &json!({"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}, "jwt": {"type": "http", "scheme": "bearer"}}}),
    );
    let imported = import_with(&text, &[("id", "77"), ("name", "5"), ("x-key", "s3")]);
    assert_eq!(shown(&imported), ["POST /x?id=77 [X-Key: s3] {\"id\":77,\"name\":\"5\"}"]);
    assert_eq!(imported.report[0].warnings, ["wants security scheme \"jwt\" (http bearer)"]);
}

#[test]
fn what_is_no_description() {
    let parse = |text: &str| parse(text, None, None, &[]).map(|_| ()).unwrap_err();
    assert_eq!(parse("{}"), SpecError::Form);
    assert_eq!(parse("hello"), SpecError::Form);
    assert_eq!(parse("{\"swagger\": \"1.2\"}"), SpecError::Version("1.2".to_owned()));
    assert!(matches!(parse("{\"openapi\": "), SpecError::Syntax { .. }));
    assert_eq!(parse("openapi: 3.0.0\npaths: {}"), SpecError::NoServer);
    assert_eq!(parse(&" ".repeat(crate::MAX_BYTES + 1)), SpecError::TooLarge);
}

#[test]
fn hostile_descriptions_stay_bounded() {
    let many: serde_json::Map<String, Value> =
        (0..MAX_OPERATIONS + 50).map(|i| (format!("/{i}"), json!({"get": {}}))).collect();
    let imported = import(&json!({"openapi": "3.0.0", "paths": many}).to_string());
    assert_eq!((imported.requests.len(), imported.report.len()), (MAX_OPERATIONS, MAX_OPERATIONS + 1));
    // Each schema holds the next one twice: without a bound, 2^40 values.
    let mut schemas = serde_json::Map::new();
    for i in 0..40 {
        let next = json!({"$ref": format!("#/components/schemas/S{}", i + 1)});
        schemas.insert(
            format!("S{i}"),
            json!({"type": "object", "required": ["a", "b"], "properties": {"a": next, "b": next}}),
        );
    }
    schemas.insert("S40".to_owned(), json!({"type": "string"}));
    let operation = json!({"requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}}});
    let imported = import(&one(&operation, &json!({"schemas": schemas})));
    assert!(
        imported.requests.is_empty() && imported.report[0].reason.contains("too large"),
        "{:?}",
        imported.report
    );
}

/// Schemas of all kinds, some of which nothing fits.
fn schemas() -> impl Strategy<Value = Value> {
    let text = (
        prop::option::of(0u8..6),
        prop::option::of(0u8..12),
        prop::sample::select(vec!["", "date", "email", "uuid", "ipv4"]),
    )
        .prop_map(|(min, max, format)| {
            let mut schema = json!({"type": "string"});
            if let Some(n) = min {
                schema["minLength"] = n.into();
            }
            if let Some(n) = max {
                schema["maxLength"] = n.into();
            }
            if !format.is_empty() {
                schema["format"] = format.into();
            }
            schema
        });
    let number =
        (any::<bool>(), prop::option::of(-20i8..20), prop::option::of(-20i8..20), prop::option::of(1u8..5))
            .prop_map(|(whole, min, max, step)| {
                let mut schema = json!({"type": if whole { "integer" } else { "number" }});
                if let Some(n) = min {
                    schema["minimum"] = n.into();
                }
                if let Some(n) = max {
                    schema["exclusiveMaximum"] = n.into();
                }
                if let Some(n) = step {
                    schema["multipleOf"] = n.into();
                }
                schema
            });
    let leaf = prop_oneof![
        text,
        number,
        Just(json!({"type": "boolean"})),
        Just(json!({"enum": ["a", 1, null]})),
        Just(json!(true)),
        Just(json!({"type": ["string", "null"], "pattern": "^[a-c]{2,4}$"}))
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            (prop::collection::btree_map("[a-d]", inner.clone(), 0..4), prop::collection::vec("[a-f]", 0..3), any::<bool>()).prop_map(
                |(properties, mut required, closed)| {
                    required.sort();
                    required.dedup();
                    let mut schema = json!({"type": "object", "properties": properties, "required": required});
                    if closed { schema["additionalProperties"] = false.into(); }
                    schema
                }
            ),
            (inner.clone(), 0u8..4, any::<bool>()).prop_map(|(items, min, unique)| json!({"type": "array", "items": items, "minItems": min, "uniqueItems": unique})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|all| json!({"allOf": all})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|all| json!({"oneOf": all})),
            prop::collection::vec(inner, 1..3).prop_map(|all| json!({"anyOf": all})),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// The judge is another one than ours.
    #[test]
    fn what_is_made_fits(schema in schemas()) {
        let (overrides, budget, root) = (Overrides::default(), Budget::default(), Value::Null);
        let maker = Maker::new(Document::new(&root), &overrides, &budget);
        if let Ok(value) = maker.make(&schema, "name") {
            prop_assert!(jsonschema::is_valid(&schema, &value), "{schema} {value}");
        }
    }

    #[test]
    fn never_panics_on_odd_members(name in "[a-z$]{1,10}", value in schemas(), at in 0usize..8, text in "\\PC{0,30}") {
        let mut document = json!({"openapi": "3.0.0", "servers": [{"url": "{x}", "variables": {"x": {}}}], "paths": {"/{a}": {"post": {
            "parameters": [{"name": "a", "in": "path", "schema": {"type": "string"}}], "requestBody": {"content": {"application/json": {"schema": {}}}}}}}});
        let places = ["", "/paths", "/paths/~1{a}", "/paths/~1{a}/post", "/paths/~1{a}/post/parameters/0",
            "/paths/~1{a}/post/parameters/0/schema", "/paths/~1{a}/post/requestBody", "/servers/0"];
        for new in [value, json!(text), json!([text]), json!({"$ref": "#"}), json!({"$ref": text}), Value::Null] {
            for key in [name.as_str(), "$ref", "schema", "parameters", "requestBody", "content", "url", "name", "in", "required", "items"] {
                if let Some(Value::Object(object)) = document.pointer_mut(places[at]) {
                    let before = object.insert(key.to_owned(), new.clone());
                    let text = document.to_string();
                    let _ = parse(&text, None, Some(&WebUrl::parse(BASE).unwrap()), &[]);
                    if let Some(Value::Object(object)) = document.pointer_mut(places[at]) {
                        match before { Some(b) => object.insert(key.to_owned(), b), None => object.remove(key) };
                    }
                }
            }
        }
    }

    #[test]
    fn never_panics_on_collections(url in "(\\{\\{[a-c]{0,2}\\}\\}|:[a-z]{0,3}|/|\\?|=|http://|[a-z.]{1,4}|\\PC){0,12}", key in "[a-c]{1,2}", value in "(\\{\\{[a-c]{1,2}\\}\\}|\\PC){0,6}", mode in "(raw|urlencoded|formdata|graphql|x)") {
        let document = json!({"info": {"schema": "/collection/v2.1"}, "variable": [{"key": key, "value": value}],
            "item": [{"request": {"method": "POST", "url": url, "header": url, "body": {"mode": mode, "raw": value, mode.as_str(): value}}},
                {"request": {"url": {"raw": url, "query": [{"key": key, "value": value}], "variable": [{"key": key, "value": value}]}}}]});
        for base in [None, Some(&WebUrl::parse(BASE).unwrap())] {
            let _ = parse(&document.to_string(), None, base, &[]);
        }
    }
}

#[test]
fn says_which_segments_are_parameters() {
    let text = r#"{"openapi":"3.0.0","servers":[{"url":"/api/v2"}],"paths":{
        "/users/{name}/files/{file}.{ext}":{"get":{"parameters":[
            {"name":"name","in":"path","required":true,"schema":{"type":"string","enum":["a/b"]}}]}},
        "/users":{"get":{}}}}"#;
    let base = WebUrl::parse("http://api.test/").unwrap();
    let imported = parse(text, None, Some(&base), &[]).unwrap();
    let told: Vec<_> =
        imported.requests.iter().map(|r| (r.request.url.path(), r.path_parameters.clone())).collect();
    let expect = [("/api/v2/users", Some(vec![])), ("/api/v2/users/a%2Fb/files/1.1", Some(vec![3, 5]))];
    assert!(expect.iter().all(|e| told.contains(e)), "{told:?}");
}
