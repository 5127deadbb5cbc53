//! FTP: anonymous sign-in and clear text.

use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;

use crate::context::Context;
use crate::groups::smtp::{Reply, reply};
use crate::talk::gather;

gather!(FTP: "ftp", &["ftp-anonymous", "ftp-cleartext"], Tcp, &["ftp"], &[21, 2121], talk);

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let mut stream = context.open().await?;
    let greeting = reply(&mut stream).await?;
    if greeting.code != 220 {
        return Ok(());
    }
    stream.send(b"USER anonymous\r\n").await?;
    let mut user = reply(&mut stream).await?;
    // 331 wants a password; 230 lets in at once. 530 or 421 says no, often because only TLS sessions may sign in.
    let takes_names = matches!(user.code, 230 | 331 | 332);
    if user.code == 331 {
        stream.send(b"PASS scanner@watchpost.invalid\r\n").await?;
        user = reply(&mut stream).await?;
    }
    if user.code == 230 {
        let evidence = Evidence::new("the user \"anonymous\" was let in").with("sent", "USER anonymous");
        found.push(context.confirmed("ftp-anonymous", evidence.with("received", &user.text)));
    }
    if takes_names && !context.service.tls && !offers_tls(context).await? {
        let evidence =
            Evidence::new("a name and password are taken in clear text and AUTH TLS is not offered");
        found.push(context.confirmed("ftp-cleartext", evidence.with("greeting", &greeting.text)));
    }
    let _ = stream.send(b"QUIT\r\n").await;
    Ok(())
}

async fn offers_tls(context: Context<'_>) -> Result<bool, NetError> {
    let mut stream = context.open().await?;
    reply(&mut stream).await?;
    stream.send(b"AUTH TLS\r\n").await?;
    Ok(matches!(reply(&mut stream).await, Ok(Reply { code: 234, .. })))
}
