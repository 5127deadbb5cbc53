//! How products are called: from the names that services print to the vendor and product words of CPE, and from the
//! words that vulnerability feeds have used over the years to one of them.

use std::collections::HashMap;

use serde::Deserialize;

const FILE: &str = include_str!("../data/products.toml");

/// One product.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Product {
    /// `vendor:product` as the official CPE dictionary spells it today.
    pub key: String,
    /// The name for people.
    pub title: String,
    /// How services call it, lower case.
    pub names: Vec<String>,
    /// Older `vendor:product` words of the same product.
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    product: Vec<Product>,
}

/// The table of products.
#[derive(Debug, Clone)]
pub(crate) struct Products {
    products: Vec<Product>,
    by_name: HashMap<String, usize>,
    by_key: HashMap<String, usize>,
}

impl Products {
    /// Reads the compiled-in table.
    ///
    /// # Errors
    /// The file is not as it should be; a test reads it.
    pub(crate) fn load() -> Result<Self, toml::de::Error> {
        let File { product: products } = toml::from_str(FILE)?;
        let (mut by_name, mut by_key) = (HashMap::new(), HashMap::new());
        for (i, p) in products.iter().enumerate() {
            by_name.extend(p.names.iter().map(|n| (n.clone(), i)));
            by_key.extend(p.aliases.iter().chain([&p.key]).map(|k| (k.clone(), i)));
        }
        Ok(Self { products, by_name, by_key })
    }

    /// A product by the name that a service prints, in any case.
    pub(crate) fn named(&self, name: &str) -> Option<&Product> {
        if name.len() > 128 {
            return None;
        }
        self.by_name.get(&name.trim().to_lowercase()).and_then(|&i| self.products.get(i))
    }

    /// The word of today for a `vendor:product`; unknown ones stay as they are.
    pub(crate) fn canonical<'a>(&'a self, key: &'a str) -> &'a str {
        self.by_key.get(key).and_then(|&i| self.products.get(i)).map_or(key, |p| p.key.as_str())
    }

    /// The name for people of a `vendor:product`; unknown ones are called by the product word.
    pub(crate) fn title(&self, key: &str) -> String {
        if let Some(product) = self.by_key.get(key).and_then(|&i| self.products.get(i)) {
            return product.title.clone();
        }
        key.split_once(':').map_or(key, |(_, product)| product).replace('_', " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words_belong_to_one_product() {
        let table = Products::load().unwrap();
        let names = table.products.iter().map(|p| p.names.len()).sum::<usize>();
        let keys = table.products.iter().map(|p| p.aliases.len() + 1).sum::<usize>();
        assert_eq!((table.by_name.len(), table.by_key.len()), (names, keys), "a name or word is given twice");
        for p in &table.products {
            assert!(p.names.iter().all(|n| *n == n.trim().to_lowercase()), "{}", p.key);
            assert!(p.aliases.iter().chain([&p.key]).all(|k| k.matches(':').count() == 1), "{}", p.key);
        }
        assert_eq!(table.canonical("igor_sysoev:nginx"), "f5:nginx");
        assert_eq!(table.named("Apache HTTPD").map(|p| p.key.as_str()), Some("apache:http_server"));
        assert_eq!(table.title("acme:road_runner"), "road runner");
    }
}
