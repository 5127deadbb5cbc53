//! Signing in, tokens, throttle, products.

use app::identity::{self, Headers, SignIn, SignedIn};
use app::settings::Settings;
use app::{Anonymous, Error, Result, Unauthenticated, organizations, users};
use auth::Credential;
use model::Product;
use model::user::Role;
use secrecy::{ExposeSecret, SecretString};

use crate::support::{PASSWORD, World, fields};

async fn sign_in(anonymous: &Anonymous, email: &str, password: &str) -> Result<SignedIn> {
    let password = SecretString::from(password.to_owned());
    identity::sign_in(anonymous, SignIn { username: email.to_owned(), password, user_agent: None }).await
}

fn bearer(signed: &SignedIn) -> String {
    format!("Bearer {}", signed.token.expose_secret())
}

#[track_caller]
fn reason<T: std::fmt::Debug>(result: Result<T>) -> Unauthenticated {
    match result.unwrap_err() {
        Error::Unauthenticated(reason) => reason,
        other => panic!("{other:?}"),
    }
}

testkit::db_test!(a_session_lives_until_it_is_signed_out, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    let user = world.user(&owner, "Ada@Example.com", Role::Manager).await;
    let door = world.anonymous("192.0.2.1");
    let signed = sign_in(&door, " ada@EXAMPLE.com ", PASSWORD).await.unwrap();
    assert_eq!(signed.user.id, user.id);
    let header = bearer(&signed);
    let headers = Headers { authorization: Some(&header), ..Headers::default() };
    let ctx = identity::authenticate(&door, headers).await.unwrap();
    assert_eq!(
        (ctx.principal.user_id, ctx.principal.role, ctx.principal.via),
        (user.id, Role::Manager, Credential::Jwt)
    );
    assert_eq!(identity::me(&ctx).await.unwrap().user.email, "ada@example.com");

    identity::sign_out(&ctx).await.unwrap();
    assert_eq!(reason(identity::authenticate(&door, headers).await), Unauthenticated::BadToken);
    let signed = sign_in(&door, "ada@example.com", PASSWORD).await.unwrap();
    let header = bearer(&signed);
    let headers = Headers { authorization: Some(&header), ..Headers::default() };
    identity::authenticate(&door, headers).await.unwrap();
    world.advance(i64::from(world.services.settings.session_seconds));
    assert_eq!(reason(identity::authenticate(&door, headers).await), Unauthenticated::Expired);
});

testkit::db_test!(refusals_tell_nothing_and_disabled_users_are_out, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    let user = world.user(&owner, "ada@example.com", Role::Manager).await;
    let door = world.anonymous("192.0.2.1");
    let signed = sign_in(&door, "ada@example.com", PASSWORD).await.unwrap();
    let unknown = sign_in(&door, "eve@example.com", PASSWORD).await.unwrap_err();
    let wrong = sign_in(&door, "ada@example.com", "wrong password").await.unwrap_err();
    users::set_enabled(&owner, user.id, false).await.unwrap();
    let disabled = sign_in(&door, "ada@example.com", PASSWORD).await.unwrap_err();
    assert_eq!(unknown.to_string(), wrong.to_string());
    assert_eq!(unknown.to_string(), disabled.to_string());
    let header = bearer(&signed);
    let headers = Headers { authorization: Some(&header), ..Headers::default() };
    assert_eq!(reason(identity::authenticate(&door, headers).await), Unauthenticated::BadToken);
    assert_eq!(reason(sign_in(&door, "a\0b@example.com", PASSWORD).await), Unauthenticated::BadPassword);
    for bad in ["", "Bearer", "Digest x", "Bearer x.y.z"] {
        let headers = Headers { authorization: Some(bad), ..Headers::default() };
        reason(identity::authenticate(&door, headers).await);
    }
    assert_eq!(reason(identity::authenticate(&door, Headers::default()).await), Unauthenticated::Missing);
});

testkit::db_test!(guesses_are_slowed_down_for_an_account_and_an_address, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    world.user(&owner, "ada@example.com", Role::Manager).await;
    let door = world.anonymous("192.0.2.1");
    for _ in 0..6 {
        assert_eq!(reason(sign_in(&door, "ada@example.com", "nope").await), Unauthenticated::BadPassword);
    }
    let waits = sign_in(&world.anonymous("192.0.2.2"), "ada@example.com", PASSWORD).await.unwrap_err();
    assert!(matches!(waits, Error::TooManyRequests { retry_after: 1 }), "{waits:?}");
    world.advance(1);
    sign_in(&door, "ada@example.com", PASSWORD).await.unwrap();
    // A success clears the account.
    reason(sign_in(&door, "ada@example.com", "nope").await);
    sign_in(&door, "ada@example.com", PASSWORD).await.unwrap();
    // The address has seven failures by now; many accounts from one address are slowed down, too.
    for n in 0..14 {
        reason(sign_in(&door, &format!("nobody{n}@example.com"), "nope").await);
    }
    let waits = sign_in(&door, "ada@example.com", PASSWORD).await.unwrap_err();
    assert!(matches!(waits, Error::TooManyRequests { .. }), "{waits:?}");
    sign_in(&world.anonymous("192.0.2.3"), "ada@example.com", PASSWORD).await.unwrap();
});

testkit::db_test!(an_access_token_stands_for_its_user_until_revoked, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    world.user(&owner, "ada@example.com", Role::Viewer).await;
    let door = world.anonymous("192.0.2.1");
    let signed = sign_in(&door, "ada@example.com", PASSWORD).await.unwrap();
    let header = bearer(&signed);
    let ctx = identity::authenticate(&door, Headers { authorization: Some(&header), ..Headers::default() })
        .await
        .unwrap();
    let first = identity::generate_access_token(&ctx).await.unwrap();
    let second = identity::generate_access_token(&ctx).await.unwrap();
    assert_eq!(second.username, "ada@example.com");
    let basic = |token: &SecretString| format!("Basic {}", token.expose_secret());
    let old = basic(&first.token);
    let headers = Headers { authorization: Some(&old), ..Headers::default() };
    assert_eq!(reason(identity::authenticate(&door, headers).await), Unauthenticated::BadToken);
    let new = basic(&second.token);
    let headers = Headers { authorization: Some(&new), ..Headers::default() };
    let by_token = identity::authenticate(&door, headers).await.unwrap();
    assert_eq!(by_token.principal.via, Credential::AccessToken);
    identity::sign_out(&by_token).await.unwrap();
    identity::authenticate(&door, headers).await.unwrap();
    assert!(identity::revoke_access_token(&by_token).await.unwrap());
    assert!(!identity::revoke_access_token(&ctx).await.unwrap());
    assert_eq!(reason(identity::authenticate(&door, headers).await), Unauthenticated::BadToken);
});

testkit::db_test!(an_api_key_is_checked_when_sent_and_required_when_set, |db| {
    let world = World::with(db, Settings { require_api_key: true, ..Settings::default() });
    let owner = world.owner("one").await;
    let other = world.owner("two").await;
    world.user(&owner, "ada@example.com", Role::Viewer).await;
    let door = world.anonymous("192.0.2.1");
    let header = bearer(&sign_in(&door, "ada@example.com", PASSWORD).await.unwrap());
    let own = users::create_api_key(&owner, "ci").await.unwrap();
    let foreign = users::create_api_key(&other, "ci").await.unwrap();
    let ask = async |key: Option<&str>| {
        let headers = Headers { authorization: Some(&header), api_key: key, ..Headers::default() };
        identity::authenticate(&door, headers).await.map(|_| ())
    };
    assert_eq!(reason(ask(None).await), Unauthenticated::ApiKeyMissing);
    assert_eq!(reason(ask(Some("nonsense")).await), Unauthenticated::ApiKeyWrong);
    assert_eq!(reason(ask(Some(foreign.expose_secret())).await), Unauthenticated::ApiKeyWrong);
    ask(Some(own.expose_secret())).await.unwrap();
});

testkit::db_test!(the_active_product_needs_a_subscription, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    world.user(&owner, "ada@example.com", Role::Viewer).await;
    let door = world.anonymous("192.0.2.1");
    let header = bearer(&sign_in(&door, "ada@example.com", PASSWORD).await.unwrap());
    let headers = Headers { authorization: Some(&header), ..Headers::default() };
    let ctx = identity::authenticate(&door, headers).await.unwrap();
    assert_eq!(ctx.product(), Product::Vrms);
    assert_eq!(identity::change_product(&ctx, "pci").await.unwrap(), Product::Pci);
    assert_eq!(identity::authenticate(&door, headers).await.unwrap().product(), Product::Pci);
    assert_eq!(fields(identity::change_product(&ctx, "darkweb").await), [("product_code", "not_subscribed")]);
    assert_eq!(fields(identity::change_product(&ctx, "bogus").await), [("product_code", "invalid")]);
});

testkit::db_test!(permissions_are_told_by_both_sets_of_names, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    let names = ["SCANNER_ACCESS".to_owned(), "target.write".to_owned()];
    let mut viewer = owner.clone();
    viewer.principal.role = Role::Viewer;
    let granted =
        |list: Vec<identity::PermissionGrant>| list.into_iter().map(|p| p.granted).collect::<Vec<_>>();
    assert_eq!(granted(identity::permissions(&owner, &names).await.unwrap()), [true, true]);
    assert_eq!(granted(identity::permissions(&viewer, &names).await.unwrap()), [true, false]);
    assert!(identity::permissions(&viewer, &[]).await.unwrap().len() > 11);
    assert_eq!(
        fields(identity::permissions(&viewer, &["FLY".to_owned()]).await),
        [("permissions", "unknown")]
    );
});

testkit::db_test!(the_first_start_makes_one_owner, |db| {
    let world = World::new(db);
    let first = |password: Option<&str>| organizations::FirstUser {
        email: "admin@example.com".into(),
        password: password.map(|p| SecretString::from(p.to_owned())),
    };
    assert_eq!(
        fields(organizations::bootstrap(&world.services, first(Some("short"))).await),
        [("password", "weak")]
    );
    let made = organizations::bootstrap(&world.services, first(None)).await.unwrap().unwrap();
    let password = made.password.unwrap();
    assert_eq!(made.user.role, Role::Owner);
    assert!(organizations::bootstrap(&world.services, first(None)).await.unwrap().is_none());
    let door = world.anonymous("192.0.2.1");
    sign_in(&door, "admin@example.com", password.expose_secret()).await.unwrap();

    let ctx = app::Ctx::internal(world.services.clone(), made.organization.id, Product::Vrms);
    let user = users::by_email(&world.services, "ADMIN@example.com").await.unwrap();
    let new = users::reset_password(&ctx, user.id, None).await.unwrap().password.unwrap();
    reason(sign_in(&door, "admin@example.com", password.expose_secret()).await);
    sign_in(&door, "admin@example.com", new.expose_secret()).await.unwrap();
});

testkit::db_test!(nobody_makes_a_more_powerful_user, |db| {
    let world = World::new(db);
    let mut admin = world.owner("one").await;
    let owner = world.user(&admin, "owner@example.com", Role::Owner).await;
    admin.principal.role = Role::Admin;
    let new = users::NewUser { email: "x@example.com".into(), role: Role::Owner, ..Default::default() };
    assert!(matches!(users::create(&admin, new).await, Err(Error::Forbidden { .. })));
    assert!(matches!(users::reset_password(&admin, owner.id, None).await, Err(Error::Forbidden { .. })));
    admin.principal.role = Role::Manager;
    let new = users::NewUser { email: "x@example.com".into(), ..Default::default() };
    assert!(matches!(users::create(&admin, new).await, Err(Error::Forbidden { .. })));
});

testkit::db_test!(guesses_sent_at_once_do_not_slip_past_the_throttle, |db| {
    let world = World::new(db);
    let owner = world.owner("one").await;
    world.user(&owner, "ada@example.com", Role::Manager).await;
    let mut guesses = tokio::task::JoinSet::new();
    for n in 0..16 {
        let door = world.anonymous(&format!("192.0.2.{n}"));
        guesses.spawn(async move { sign_in(&door, "ada@example.com", "nope").await.map(|_| ()) });
    }
    let answers = guesses.join_all().await;
    let looked_at = answers.iter().filter(|a| matches!(a, Err(Error::Unauthenticated(_)))).count();
    assert_eq!(looked_at, 6, "{answers:?}");
});
