//! The TLS client for reading: TLS 1.2 and 1.3, any certificate.

use std::sync::Arc;

use model::host::Host;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};

use crate::error::NetError;

/// What a TLS handshake settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsInfo {
    /// `TLSv1.2` or `TLSv1.3`.
    pub version: String,
    /// IANA name of the cipher suite.
    pub cipher: String,
    /// Application protocol.
    pub alpn: Option<String>,
    /// The certificates as the server sent them, DER, its own first.
    pub certificates: Vec<Vec<u8>>,
}

/// The client configuration, made once for each unit.
pub(crate) struct TlsConfigs {
    base: Option<Arc<ClientConfig>>,
}

impl TlsConfigs {
    pub(crate) fn new() -> Self {
        let provider = Arc::new(ring::default_provider());
        let verifier = Arc::new(AcceptAny(provider.clone()));
        // Fails only if the provider knew none of the versions; TLS is then answered with an error.
        let base = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map(|builder| {
                let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
                let mut config = builder.with_no_client_auth();
                // A resumed session shows no certificate.
                config.resumption = rustls::client::Resumption::disabled();
                Arc::new(config)
            })
            .ok();
        Self { base }
    }

    pub(crate) fn with_alpn(&self, alpn: &[&str]) -> Result<Arc<ClientConfig>, NetError> {
        let base = self.base.as_ref().ok_or_else(|| NetError::Tls("no protocol version".to_owned()))?;
        if alpn.is_empty() {
            return Ok(base.clone());
        }
        let mut config = ClientConfig::clone(base);
        config.alpn_protocols = alpn.iter().map(|p| p.as_bytes().to_vec()).collect();
        Ok(Arc::new(config))
    }
}

/// The name asked for in the handshake: the host's name, else its address (for which no SNI is sent).
pub(crate) fn server_name(host: &Host) -> ServerName<'static> {
    host.name
        .as_deref()
        .and_then(|name| ServerName::try_from(name.to_owned()).ok())
        .unwrap_or_else(|| ServerName::IpAddress(host.address.into()))
}

/// Accepts every certificate and signature. A scanner must read what a server shows, the expired and self-made above all;
/// it sends no secret that a stranger in the middle could take, and judging the certificate is the inspection's task.
#[derive(Debug)]
struct AcceptAny(Arc<CryptoProvider>);

impl ServerCertVerifier for AcceptAny {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let mut schemes = self.0.signature_verification_algorithms.supported_schemes();
        // Old servers sign TLS 1.2 key exchanges with these alone; nothing is verified, so they can be offered.
        schemes.extend([
            SignatureScheme::ECDSA_NISTP521_SHA512,
            SignatureScheme::RSA_PKCS1_SHA1,
            SignatureScheme::ECDSA_SHA1_Legacy,
        ]);
        schemes
    }
}
