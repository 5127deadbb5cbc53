//! Open proxies. The destination is always the scanned service itself: no probe leaves the scope.

use std::net::IpAddr;

use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;
use net::http::{Request, Response, host_header, send};

use crate::context::{Context, shown};
use crate::talk::group;

group!(SOCKS: "socks", &["socks-open-proxy"], Tcp, &["socks", "socks5"], &[1080], socks);
group!(HTTP_PROXY: "http-proxy", &["http-open-proxy"], Tcp, &["http", "http-proxy"], &[3128, 8080, 8118, 8888], http);

/// SOCKS 5 without sign-in, asked to connect to its own address and port.
async fn socks(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let mut stream = context.open().await?;
    stream.send(&[5, 1, 0]).await?;
    if stream.read_count(2).await? != [5, 0] {
        return Ok(Vec::new());
    }
    let mut request = vec![5, 1, 0];
    match context.host.address {
        IpAddr::V4(v4) => {
            request.push(1);
            request.extend_from_slice(&v4.octets());
        }
        IpAddr::V6(v6) => {
            request.push(4);
            request.extend_from_slice(&v6.octets());
        }
    }
    request.extend_from_slice(&context.port.number.to_be_bytes());
    stream.send(&request).await?;
    let answer = stream.read_count(4).await?;
    Ok(matches!(answer.as_slice(), [5, 0, ..])
        .then(|| {
            let evidence =
                Evidence::new("a connection to the proxy's own address was opened without signing in");
            context.confirmed("socks-open-proxy", evidence.with("received", shown(&answer)))
        })
        .into_iter()
        .collect())
}

/// A proxy handles an absolute target by going there; a server takes it for its own page. A name that cannot exist tells
/// them apart: the proxy reports a gateway error, the server its usual page. Then the proxy is asked for itself.
async fn http(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let own = get(context, "/").await?;
    let nowhere = get(context, &format!("http://{}.invalid/", context.unlikely_name("proxy"))).await?;
    if !is_gateway_error(&nowhere) || is_gateway_error(&own) {
        return Ok(Vec::new());
    }
    let address = host_header(context.host, context.port.number, false);
    let itself = get(context, &format!("http://{address}/")).await?;
    let refused = matches!(itself.status, 401 | 403 | 405 | 407);
    let via = |r: &Response| r.header("via").is_some() || r.header("x-cache").is_some();
    let evidence = Evidence::new("requests for other hosts are passed on without signing in")
        .with("for a name that cannot exist", shown(&nowhere.raw_head))
        .with("for its own address", shown(&itself.raw_head))
        .with("control: a plain request", shown(&own.raw_head));
    let found = match (refused, via(&itself) && !via(&own)) {
        (true, _) => None,
        (false, true) => Some(context.confirmed("http-open-proxy", evidence)),
        // A loop back to itself is often refused in a way of its own.
        (false, false) => Some(context.likely("http-open-proxy", evidence)),
    };
    Ok(found.into_iter().collect())
}

async fn get(context: Context<'_>, target: &str) -> Result<Response, NetError> {
    let request = Request::get(target);
    send(context.net, context.host, context.port.number, context.service.tls, &request, context.net.limits())
        .await
}

/// 500 is what some small proxies say; 502 to 504 is what the standard says.
fn is_gateway_error(response: &Response) -> bool {
    matches!(response.status, 500 | 502 | 503 | 504)
}
