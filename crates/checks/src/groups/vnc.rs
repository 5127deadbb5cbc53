//! VNC: the security type None.

use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;

use crate::context::{Context, shown};
use crate::talk::group;
use crate::wire::u32_at;

group!(VNC: "vnc", &["vnc-no-auth"], Tcp, &["vnc", "rfb"], &[5900, 5901, 5902, 5903], talk);

async fn talk(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let mut stream = context.open().await?;
    let version = stream.read_count(12).await?;
    if !version.starts_with(b"RFB ") {
        return Ok(Vec::new());
    }
    let old = version.starts_with(b"RFB 003.003");
    stream.send(if old { b"RFB 003.003\n" } else { b"RFB 003.008\n" }).await?;
    let open = if old {
        // Version 3.3: the server decides and names its type.
        u32_at(&stream.read_count(4).await?, 0) == Some(1)
    } else {
        let count = stream.read_count(1).await?.first().copied().unwrap_or(0);
        let offered = stream.read_count(usize::from(count)).await?.contains(&1);
        // The offer is tested: only the result 0 lets a client in. The session is not initialised after it.
        offered && {
            stream.send(&[1]).await?;
            u32_at(&stream.read_count(4).await?, 0) == Some(0)
        }
    };
    Ok(open
        .then(|| {
            let evidence =
                Evidence::new("a client without a password was let in").with("version", shown(&version));
            context.confirmed("vnc-no-auth", evidence)
        })
        .into_iter()
        .collect())
}
