//! Checks of HTTP services.

mod basics;
mod files;
mod planes;

use model::host::Port;
use model::ports::Protocol;
use model::service::Service;
use net::NetError;
use net::http::{Request, Response, send};

use crate::context::Context;

pub(crate) use basics::BASICS;
pub(crate) use files::FILES;
pub(crate) use planes::{PLANES, RABBITMQ};

/// Detection's names for services that speak HTTP.
const NAMES: [&str; 16] = [
    "http",
    "https",
    "http-alt",
    "http-proxy",
    "elasticsearch",
    "opensearch",
    "couchdb",
    "etcd",
    "docker",
    "kubelet",
    "kubernetes",
    "consul",
    "jenkins",
    "prometheus",
    "grafana",
    "rabbitmq-management",
];

fn applies(service: &Service, port: Port) -> bool {
    port.protocol == Protocol::Tcp && NAMES.contains(&service.name.as_str())
}

async fn request(context: Context<'_>, request: &Request<'_>) -> Result<Response, NetError> {
    send(context.net, context.host, context.port.number, context.service.tls, request, context.net.limits())
        .await
}

async fn get(context: Context<'_>, path: &str) -> Result<Response, NetError> {
    request(context, &Request::get(path)).await
}

/// The path of something that is not there: what a server says to it, it says to everything that is not there.
fn nowhere(context: Context<'_>, purpose: &str) -> String {
    format!("/{}", context.unlikely_name(purpose))
}

/// The head and the first bytes of a body.
fn excerpt(response: &Response) -> String {
    let body = response.text();
    let start: String = body.chars().take(400).collect();
    format!("{}{start}", String::from_utf8_lossy(&response.raw_head))
}
