//! Organizations, users, sessions, tokens, settings, secrets, the audit chain.

use model::audit::GENESIS;
use model::user::{Role, User};
use model::{OrganizationId, Product, UserId};
use store::audit::{self, ChainVerdict, NewAuditEvent};
use store::secrets::SealedSecret;
use store::sessions::Session;
use store::settings::Scope;
use store::tokens::ApiKey;
use store::{
    DbError, ListQuery, login_attempts, maintenance, organizations, secrets, sessions, settings, tokens,
    users,
};
use testkit::{TestDb, db_test};

fn user(t: &TestDb, organization: OrganizationId, email: &str) -> User {
    let now = t.env.now();
    User {
        id: t.env.id(),
        organization,
        email: email.to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "L".to_owned(),
        role: Role::Admin,
        locale: "en".to_owned(),
        timezone: "UTC".to_owned(),
        active_product: Product::Vrms,
        password_hash: "$argon2id$".to_owned(),
        enabled: true,
        created_at: now,
        updated_at: now,
    }
}

db_test! {
    async fn organizations_and_users_are_kept(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        assert_eq!(organizations::count(&mut tx).await.unwrap(), 2);
        let mut organization = organizations::get(&mut tx, one).await.unwrap().unwrap();
        organization.name = "renamed".to_owned();
        organization.products = vec![Product::Pci];
        assert!(organizations::update(&mut tx, &organization).await.unwrap());
        assert_eq!(organizations::get(&mut tx, one).await.unwrap(), Some(organization));
        assert_eq!(organizations::get(&mut tx, t.env.id()).await.unwrap(), None);

        let mut ada = user(&t, one, "ada@example.test");
        users::insert(&mut tx, &ada).await.unwrap();
        assert_eq!(users::get(&mut tx, two, ada.id).await.unwrap(), None);
        assert_eq!(users::by_email(&mut tx, "ada@example.test").await.unwrap(), Some(ada.clone()));
        assert!(users::set_product(&mut tx, one, ada.id, Product::Pci, t.env.now()).await.unwrap());
        assert!(!users::set_product(&mut tx, two, ada.id, Product::Pci, t.env.now()).await.unwrap());
        ada.active_product = Product::Dast;
        ada.enabled = false;
        assert!(users::update(&mut tx, &ada).await.unwrap());
        assert_eq!(users::get(&mut tx, one, ada.id).await.unwrap(), Some(ada.clone()));
        assert_eq!(users::list(&mut tx, one, &ListQuery::default()).await.unwrap().items, [ada.clone()]);
        assert_eq!(users::list(&mut tx, two, &ListQuery::default()).await.unwrap().total, 0);
        assert!(!users::delete(&mut tx, two, ada.id).await.unwrap());
        assert!(users::delete(&mut tx, one, ada.id).await.unwrap());
        assert_eq!(users::get(&mut tx, one, ada.id).await.unwrap(), None);
        users::insert(&mut tx, &ada).await.unwrap();
        let error = users::insert(&mut tx, &user(&t, two, "ada@example.test")).await.unwrap_err();
        assert!(matches!(error, DbError::Conflict("users_email_key")), "{error}");
    }

    async fn unknown_organizations_are_refused(t: TestDb) {
        let mut tx = t.db.write().await.unwrap();
        let error = users::insert(&mut tx, &user(&t, t.env.id(), "x")).await.unwrap_err();
        assert!(matches!(error, DbError::ForeignKey), "{error}");
    }

    async fn sessions_and_tokens_end(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let ada = user(&t, one, "ada@example.test");
        users::insert(&mut tx, &ada).await.unwrap();
        let session = Session {
            id: t.env.id(),
            organization: one,
            user: ada.id,
            address: "127.0.0.1".to_owned(),
            user_agent: "test".to_owned(),
            created_at: t.env.now(),
            expires_at: t.env.now().plus_seconds(60),
            revoked_at: None,
        };
        sessions::insert(&mut tx, &session).await.unwrap();
        assert_eq!(sessions::get(&mut tx, session.id).await.unwrap(), Some(session.clone()));
        assert!(session.is_valid(t.env.now()) && !session.is_valid(session.expires_at));
        assert!(!sessions::revoke(&mut tx, two, session.id, t.env.now()).await.unwrap());
        assert!(sessions::revoke(&mut tx, one, session.id, t.env.now()).await.unwrap());
        assert!(!sessions::get(&mut tx, session.id).await.unwrap().unwrap().is_valid(t.env.now()));
        sessions::insert(&mut tx, &Session { id: t.env.id(), ..session.clone() }).await.unwrap();
        assert_eq!(sessions::revoke_all(&mut tx, one, ada.id, t.env.now()).await.unwrap(), 1);
        assert_eq!(sessions::purge(&mut tx, session.expires_at.plus_seconds(1)).await.unwrap(), 2);

        for hash in ["first", "second"] {
            tokens::set_access_token(&mut tx, one, ada.id, hash, t.env.now()).await.unwrap();
        }
        assert_eq!(tokens::access_token(&mut tx, "first").await.unwrap(), None, "one current token");
        assert_eq!(tokens::access_token(&mut tx, "second").await.unwrap().unwrap().user, ada.id);
        assert!(!tokens::revoke_access_token(&mut tx, two, ada.id).await.unwrap());
        assert!(tokens::revoke_access_token(&mut tx, one, ada.id).await.unwrap());
        let key = ApiKey { organization: one, name: "ci".into(), hash: "k".into(), id: None, user: None, target: None, created_at: t.env.now() };
        tokens::insert_api_key(&mut tx, &key).await.unwrap();
        assert_eq!(tokens::api_key(&mut tx, "k").await.unwrap(), Some(key.clone()));
        assert_eq!(tokens::api_keys(&mut tx, one).await.unwrap(), [key]);
        assert!(!tokens::delete_api_key(&mut tx, two, "k").await.unwrap());
        assert!(tokens::delete_api_key(&mut tx, one, "k").await.unwrap());
    }

    async fn failures_are_counted_by_window(t: TestDb) {
        let mut tx = t.db.write().await.unwrap();
        for n in 1..=3 {
            assert_eq!(login_attempts::fail(&mut tx, "ip:::1", t.env.now(), 60).await.unwrap(), n);
        }
        assert_eq!(login_attempts::failures(&mut tx, "ip:::1", t.env.now(), 60).await.unwrap(), 3);
        t.clock.advance(61_000_000);
        assert_eq!(login_attempts::failures(&mut tx, "ip:::1", t.env.now(), 60).await.unwrap(), 0);
        assert_eq!(login_attempts::fail(&mut tx, "ip:::1", t.env.now(), 60).await.unwrap(), 1);
        login_attempts::clear(&mut tx, "ip:::1").await.unwrap();
        assert_eq!(login_attempts::failures(&mut tx, "ip:::1", t.env.now(), 60).await.unwrap(), 0);
        login_attempts::fail(&mut tx, "old", t.env.now(), 60).await.unwrap();
        assert_eq!(login_attempts::purge(&mut tx, t.env.now().plus_seconds(1)).await.unwrap(), 1);
        for n in 1..=2 {
            assert_eq!(login_attempts::bump(&mut tx, "acc", t.env.now(), 60).await.unwrap(), n);
        }
        assert_eq!(login_attempts::last(&mut tx, "acc").await.unwrap(), Some((2, t.env.now())));
    }

    async fn settings_and_secrets_are_kept_by_scope(t: TestDb) {
        let one = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let mine = Scope::Organization(one);
        settings::set(&mut tx, mine, "days", &7_u32, t.env.now()).await.unwrap();
        settings::set(&mut tx, mine, "days", &8_u32, t.env.now()).await.unwrap();
        assert_eq!(settings::get::<u32>(&mut tx, mine, "days").await.unwrap(), Some(8));
        assert_eq!(settings::get::<u32>(&mut tx, Scope::System, "days").await.unwrap(), None);
        let error = settings::get::<bool>(&mut tx, mine, "days").await.unwrap_err();
        assert!(matches!(error, DbError::Inconsistent { table: "settings", column: "value", .. }), "{error}");
        assert!(settings::clear(&mut tx, mine, "days").await.unwrap());
        let secret = SealedSecret { key_id: "k1".to_owned(), sealed: vec![0, 255, 7] };
        assert!(secrets::insert_new(&mut tx, Scope::System, "jwt", &secret, t.env.now()).await.unwrap());
        assert!(!secrets::insert_new(&mut tx, Scope::System, "jwt", &secret, t.env.now()).await.unwrap());
        secrets::set(&mut tx, Scope::System, "jwt", &secret, t.env.now()).await.unwrap();
        assert_eq!(secrets::get(&mut tx, Scope::System, "jwt").await.unwrap(), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains("255"));
        assert!(secrets::delete(&mut tx, Scope::System, "jwt").await.unwrap());
    }

    async fn the_audit_chain_holds_and_breaks(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let event = |n: usize| NewAuditEvent {
            actor: (n.is_multiple_of(2)).then(|| t.env.id::<UserId>()),
            action: "target.create",
            subject_kind: "target",
            subject_id: format!("nr {n}\0"),
            detail: "{}".to_owned(),
            request_id: None,
        };
        let mut hash = GENESIS.to_owned();
        for n in 0..5 {
            let stored = audit::append(&mut tx, &t.env, one, event(n)).await.unwrap();
            assert_eq!((stored.sequence, &stored.previous_hash), (i64::try_from(n).unwrap() + 1, &hash));
            assert_eq!(audit::get(&mut tx, one, stored.id).await.unwrap(), Some(stored.clone()));
            assert_eq!(audit::get(&mut tx, two, stored.id).await.unwrap(), None);
            hash = stored.hash;
        }
        audit::append(&mut tx, &t.env, two, event(9)).await.unwrap();
        assert_eq!(audit::verify_chain(&mut tx, one).await.unwrap(), ChainVerdict::Intact { entries: 5 });
        let page = audit::list(&mut tx, one, &ListQuery { per_page: 2, ..ListQuery::default() }).await.unwrap();
        assert_eq!((page.total, page.items[0].sequence, page.items.len()), (5, 5, 2));
        tx.commit().await.unwrap();
        assert_eq!(maintenance::check(&t.db).await.unwrap().audit_entries, 6);
        let mut tx = t.db.write().await.unwrap();
        audit::tamper(&mut tx, one, 3).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = t.db.read().await.unwrap();
        assert_eq!(audit::verify_chain(&mut tx, one).await.unwrap(), ChainVerdict::Broken { at: 3 });
        drop(tx);
        assert_eq!(maintenance::check(&t.db).await.unwrap().problems.len(), 1);
    }
}
