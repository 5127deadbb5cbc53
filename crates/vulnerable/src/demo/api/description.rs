//! The OpenAPI document of the interface.

/// The document, with the address that the interface is reached at.
pub fn openapi(base: &str) -> String {
    DOCUMENT.replace("@@BASE@@", &base.replace(['"', '\\', '\n', '\r'], ""))
}

const DOCUMENT: &str = r##"{
  "openapi": "3.0.3",
  "info": { "title": "Harbour Goods for partners", "version": "4.2.1" },
  "servers": [{ "url": "@@BASE@@" }],
  "paths": {
    "/v1/health": {
      "get": { "summary": "Whether it is up", "responses": { "200": { "description": "up" } } }
    },
    "/v1/products": {
      "get": {
        "summary": "Goods by a part of their name",
        "parameters": [{ "name": "name", "in": "query", "schema": { "type": "string" }, "example": "Tea" }],
        "responses": { "200": { "description": "a list" } }
      }
    },
    "/v1/products/{id}": {
      "get": {
        "summary": "One of the goods",
        "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" }, "example": 3 }],
        "responses": { "200": { "description": "goods" }, "404": { "description": "there are none" } }
      }
    },
    "/v1/orders": {
      "post": {
        "summary": "Order something",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": ["product", "quantity"],
                "properties": {
                  "product": { "type": "integer", "minimum": 1, "maximum": 6, "example": 3 },
                  "quantity": { "type": "integer", "minimum": 1, "maximum": 99, "example": 2 }
                }
              }
            }
          }
        },
        "responses": { "201": { "description": "taken" } }
      }
    },
    "/v1/orders/{number}": {
      "get": {
        "summary": "An order",
        "parameters": [{ "name": "number", "in": "path", "required": true, "schema": { "type": "integer" }, "example": 4711 }],
        "responses": { "200": { "description": "an order" } }
      }
    },
    "/v1/customers/search": {
      "post": {
        "summary": "Customers by name",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": ["name"],
                "properties": { "name": { "type": "string", "example": "anna" } }
              }
            }
          }
        },
        "responses": { "200": { "description": "a list" } }
      }
    },
    "/v1/documents": {
      "get": {
        "summary": "A document by its name",
        "parameters": [{ "name": "name", "in": "query", "required": true, "schema": { "type": "string" }, "example": "manual.txt" }],
        "responses": { "200": { "description": "a text" } }
      }
    }
  }
}
"##;
