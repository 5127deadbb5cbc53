//! Blackout periods.

use crate::common::{PRODUCT, target};
use model::blackout::{Blackout, BlackoutScope, Hold};
use model::{OrganizationId, Product};
use store::{Filter, ListQuery, blackouts, targets};
use testkit::{TestDb, db_test};

fn window(t: &TestDb, organization: OrganizationId, scope: BlackoutScope, name: &str) -> Blackout {
    let now = t.env.now();
    Blackout {
        id: t.env.id(),
        organization,
        scope,
        name: name.to_owned(),
        hold: Hold::Window {
            begin: "22:00".to_owned(),
            cease: "06:00".to_owned(),
            weekdays: vec![1, 7],
            timezone: "Europe/Lisbon".to_owned(),
        },
        enabled: true,
        source: None,
        created_at: now,
        changed_at: now,
        changed_by: None,
    }
}

db_test! {
    async fn blackouts_are_kept_and_found_by_what_they_hold(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let lab = target(&t, one, "Lab");
        targets::insert(&mut tx, &lab).await.unwrap();
        let now = t.env.now();
        let mut wide = window(&t, one, BlackoutScope::Organization, "nights");
        let own = window(&t, one, BlackoutScope::Target(lab.id), "lab");
        let freeze = Blackout {
            hold: Hold::Freeze { begin: now, end: now.plus_seconds(60) },
            source: Some("holidays".to_owned()),
            ..window(&t, one, BlackoutScope::Organization, "christmas")
        };
        blackouts::insert_many(&mut tx, &[wide.clone(), own.clone(), freeze.clone()]).await.unwrap();
        assert_eq!(blackouts::get(&mut tx, one, PRODUCT, own.id).await.unwrap(), Some(own.clone()));
        assert_eq!(blackouts::get(&mut tx, one, Product::Pci, own.id).await.unwrap(), None, "its target's product");
        assert_eq!(blackouts::get(&mut tx, one, Product::Pci, freeze.id).await.unwrap(), Some(freeze.clone()));
        assert_eq!(blackouts::get(&mut tx, two, PRODUCT, own.id).await.unwrap(), None);

        let all = ListQuery::default();
        assert_eq!(blackouts::list(&mut tx, one, PRODUCT, &all).await.unwrap().total, 3);
        assert_eq!(blackouts::list(&mut tx, one, Product::Pci, &all).await.unwrap().total, 2);
        assert_eq!(blackouts::list(&mut tx, two, PRODUCT, &all).await.unwrap().total, 0);
        for (column, pattern, found) in
            [("scope", "target", 1), ("kind", "freeze", 1), ("source", "holi*", 1), ("enabled", "false", 0)]
        {
            let filters = vec![Filter { column: column.to_owned(), pattern: pattern.to_owned() }];
            let query = ListQuery { filters, ..ListQuery::default() };
            assert_eq!(blackouts::list(&mut tx, one, PRODUCT, &query).await.unwrap().total, found, "{column}");
        }

        let whole = |organization| (organization, BlackoutScope::Organization);
        let of_lab = |organization| (organization, BlackoutScope::Target(lab.id));
        let held = async |tx: &mut store::Tx, owners: &[(OrganizationId, BlackoutScope)], after| {
            blackouts::of_owners(tx, owners, after).await.unwrap()
        };
        let all = held(&mut tx, &[whole(one), whole(two), of_lab(one)], now).await;
        assert!(all.len() == 3 && [&wide, &own, &freeze].iter().all(|one| all.contains(one)), "{all:?}");
        assert_eq!(held(&mut tx, &[whole(one)], now).await, [wide.clone(), freeze.clone()]);
        let later = now.plus_seconds(60);
        assert_eq!(held(&mut tx, &[whole(one)], later).await, [wide.clone()]);
        assert_eq!(held(&mut tx, &[of_lab(one)], now).await, [own]);
        assert_eq!(held(&mut tx, &[of_lab(two)], now).await, [], "another organization's");

        wide.enabled = false;
        wide.hold = freeze.hold.clone();
        assert!(blackouts::update(&mut tx, &wide).await.unwrap());
        assert_eq!(blackouts::get(&mut tx, one, PRODUCT, wide.id).await.unwrap(), Some(wide.clone()));
        assert_eq!(held(&mut tx, &[whole(one)], later).await, []);
        assert_eq!(blackouts::delete_source(&mut tx, one, "holidays").await.unwrap(), 1);
        assert!(!blackouts::delete(&mut tx, two, wide.id).await.unwrap());
        assert!(blackouts::delete(&mut tx, one, wide.id).await.unwrap());
        assert_eq!(blackouts::count(&mut tx, one).await.unwrap(), 1);
        assert!(targets::delete(&mut tx, one, PRODUCT, lab.id).await.unwrap());
        assert_eq!(blackouts::count(&mut tx, one).await.unwrap(), 0, "it goes with its target");
    }
}
