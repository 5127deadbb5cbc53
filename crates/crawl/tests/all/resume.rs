use crawl::{Checkpoint, CrawlLimits, CrawlOptions, Exchange, Observer, Reason, SaveError, crawl};
use model::definition::Effect;

use crate::support::{Log, client, lines, options, page, site};

/// Keeps checkpoints as text, and refuses the one after `left` more: the worker is lost there.
struct Keeper {
    kept: Vec<String>,
    left: usize,
}

impl Observer for Keeper {
    fn exchange(&mut self, _: &Exchange) {}

    async fn save(&mut self, checkpoint: &Checkpoint) -> Result<(), SaveError> {
        if self.left == 0 {
            return Err(SaveError("lost".to_owned()));
        }
        self.left -= 1;
        self.kept.push(serde_json::to_string(checkpoint).unwrap());
        Ok(())
    }
}

async fn shop() -> (u16, Log) {
    site(|seen| match seen.target.as_str() {
        "/" => {
            let forms: String = ('a'..='e')
                .map(|c| {
                    format!("<form method=post action=/buy/{c}><input name={c}></form><a href=/see/{c}>s</a>")
                })
                .collect();
            page(&forms)
        }
        other => page(&format!("<p>you see {other}")),
    })
    .await
}

/// Kills the crawl at each of its checkpoints in turn and goes on from the last one that was kept.
#[tokio::test]
async fn no_state_changing_request_is_sent_twice_wherever_the_worker_is_lost() {
    for left in 1..14 {
        let (port, log) = shop().await;
        let limits = CrawlLimits { checkpoint_every: 1, parallel: 2, ..CrawlLimits::default() };
        let options = CrawlOptions { limits, ..options(port) };
        let mut keeper = Keeper { kept: Vec::new(), left };
        let first = crawl(&client(Effect::StateChanging), &options, None, &mut keeper).await;
        let stored = keeper.kept.last().map(|text| serde_json::from_str(text).unwrap());
        let mut keeper = Keeper { kept: Vec::new(), left: usize::MAX };
        let outcome = crawl(&client(Effect::StateChanging), &options, stored, &mut keeper).await.unwrap();
        let asked = lines(&log);
        let lost = outcome.ledger.rejected().get(&Reason::Interrupted).copied().unwrap_or(0);
        for c in 'a'..='e' {
            let posts = asked.iter().filter(|l| **l == format!("POST /buy/{c}")).count();
            assert!(posts <= 1, "{c} was sent {posts} times with {left} checkpoints");
            assert!(asked.contains(&format!("GET /see/{c}")), "{c} {left}");
        }
        let sent = asked.iter().filter(|l| l.starts_with("POST")).count();
        assert!(
            lost <= 1 && sent + usize::from(lost == 1) >= 5,
            "{sent} sent, {lost} lost, {left} checkpoints"
        );
        assert!(first.is_err() || lost == 0);
    }
}

#[tokio::test]
async fn a_stopped_crawl_goes_on() {
    let (port, log) = shop().await;
    let client = client(Effect::Safe);
    let stop = client.net().stop().clone();
    struct StopAfter(u32, net::CancellationToken, Option<Checkpoint>);
    impl Observer for StopAfter {
        fn exchange(&mut self, _: &Exchange) {
            self.0 = self.0.saturating_sub(1);
            if self.0 == 0 {
                self.1.cancel();
            }
        }
        async fn save(&mut self, checkpoint: &Checkpoint) -> Result<(), SaveError> {
            self.2 = Some(checkpoint.clone());
            Ok(())
        }
    }
    let mut observer = StopAfter(3, stop, None);
    let outcome = crawl(&client, &options(port), None, &mut observer).await.unwrap();
    assert_eq!(outcome.ended, crawl::Ended::Stopped);
    let rest =
        crawl(&crate::support::client(Effect::Safe), &options(port), observer.2, &mut ()).await.unwrap();
    assert_eq!(rest.ended, crawl::Ended::Done);
    ('a'..='e').for_each(|c| assert!(lines(&log).contains(&format!("GET /see/{c}"))));
}
