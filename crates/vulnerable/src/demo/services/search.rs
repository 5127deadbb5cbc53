//! The search engine of the data server: everybody may ask it everything.

use crate::http::Request;
use crate::reply::Reply;
use crate::server::Site;

pub(super) struct Search;

impl Site for Search {
    fn answer(&self, request: &Request) -> Reply {
        let reply = match (request.method.as_str(), request.path.as_str()) {
            ("GET" | "HEAD", "/") => Reply::json(
                "{\n  \"status\" : 200,\n  \"name\" : \"Tidewater\",\n  \"cluster_name\" : \"harbour-search\",\n  \"version\" : {\n    \
                 \"number\" : \"1.4.2\",\n    \"build_snapshot\" : false,\n    \"lucene_version\" : \"4.10.2\"\n  },\n  \
                 \"tagline\" : \"You Know, for Search\"\n}\n",
            ),
            ("GET", "/_cat/indices") if request.query("format").as_deref() == Some("json") => Reply::json(
                "[{\"health\":\"yellow\",\"status\":\"open\",\"index\":\"customers\",\"pri\":\"5\",\"docs.count\":\"18422\"},\
                 {\"health\":\"yellow\",\"status\":\"open\",\"index\":\"orders\",\"pri\":\"5\",\"docs.count\":\"60211\"}]",
            ),
            ("GET", "/_cat/indices") => Reply::text(
                "yellow open customers 5 1 18422 0 9.1mb 9.1mb \nyellow open orders    5 1 60211 3 31mb 31mb \n",
            ),
            ("GET", "/_cluster/health") => Reply::json(
                "{\"cluster_name\":\"harbour-search\",\"status\":\"yellow\",\"timed_out\":false,\"number_of_nodes\":1,\
                 \"number_of_data_nodes\":1,\"active_primary_shards\":10}",
            ),
            ("GET", "/_nodes") => Reply::json(
                "{\"cluster_name\":\"harbour-search\",\"nodes\":{\"kQ7\":{\"name\":\"Tidewater\",\"version\":\"1.4.2\",\
                 \"os\":{\"name\":\"Linux\"}}}}",
            ),
            ("GET", _) => {
                Reply::json("{\"error\":\"IndexMissingException[[index] missing]\",\"status\":404}")
                    .status(404)
            }
            _ => Reply::text("No handler found for uri\n").status(400),
        };
        reply.bare()
    }
}
