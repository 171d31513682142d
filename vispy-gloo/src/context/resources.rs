//! What higher layers keep with a context: one program cache, one glyph atlas.

use std::any::{Any, TypeId};
use std::collections::HashMap;

use super::Context;
use crate::error::Error;

/// At most one value of each type.
#[derive(Default)]
pub(super) struct Resources(HashMap<TypeId, Box<dyn Any>>);

impl Context {
    /// Runs `f` with the context's own value of type `T`, which `make` provides the first time. It lives as long as the
    /// context: the place for what all users of a context share.
    ///
    /// # Errors
    /// What `make` and `f` return.
    pub fn with_resource<T: Any, R, E: From<Error>>(
        &mut self,
        make: impl FnOnce(&mut Self) -> Result<T, E>,
        f: impl FnOnce(&mut Self, &mut T) -> Result<R, E>,
    ) -> Result<R, E> {
        // Taken out while it runs, so that `f` has the context too.
        let mut value = match self.resources.0.remove(&TypeId::of::<T>()) {
            Some(value) => value,
            None => Box::new(make(self)?),
        };
        let result = match value.downcast_mut::<T>() {
            Some(value) => f(self, value),
            None => Err(Error::Unsupported {
                feature: "a resource of another type under this type's key".to_owned(),
                requires: "a bug in vispy-gloo to be reported".to_owned(),
            }
            .into()),
        };
        self.resources.0.insert(TypeId::of::<T>(), value);
        result
    }
}
