//! API descriptions (OpenAPI 2, 3.0, 3.1 and Postman 2.1) as requests that can be sent, with a report for each operation.
