//! The type of an expression, as far as it follows from the text and from what placeholders are bound to.

use serde::{Deserialize, Serialize};

use super::{
    super::types::{Component, GlslType},
    model::Type,
};

/// The type of an expression, with placeholders left open.
///
/// What cannot be told (most built-in functions, structures) is `Unknown` and never an error: the driver decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TypeExpr {
    Unknown,
    Known(Type),
    /// A placeholder read as a value.
    Value(usize),
    /// The result of calling a placeholder.
    Result(usize),
    /// Fields of a vector: how many.
    Swizzle(Box<Self>, u8),
    /// An element of a vector or a column of a matrix.
    Element(Box<Self>),
    /// `+ - * /` of two operands; `true` for `*`.
    Arithmetic(Box<Self>, Box<Self>, bool),
}

impl TypeExpr {
    #[cfg(any(feature = "parser", test))]
    pub(crate) fn basic(ty: GlslType) -> Self {
        Self::Known(Type::Basic(ty))
    }

    /// Returns whether a placeholder has a part in it.
    #[cfg(feature = "parser")]
    pub(crate) fn is_open(&self) -> bool {
        match self {
            Self::Unknown | Self::Known(_) => false,
            Self::Value(_) | Self::Result(_) => true,
            Self::Swizzle(inner, _) | Self::Element(inner) => inner.is_open(),
            Self::Arithmetic(a, b, _) => a.is_open() || b.is_open(),
        }
    }

    /// Returns the type, asking `bound` for the type of a placeholder (`true`: of its result).
    pub(crate) fn resolve(&self, bound: &dyn Fn(usize, bool) -> Option<Type>) -> Option<Type> {
        match self {
            Self::Unknown => None,
            Self::Known(ty) => Some(ty.clone()),
            Self::Value(placeholder) => bound(*placeholder, false),
            Self::Result(placeholder) => bound(*placeholder, true),
            Self::Swizzle(inner, count) => {
                let (component, _) = basic(inner.resolve(bound)?)?.vector()?;
                GlslType::of(component, *count).map(Type::Basic)
            }
            Self::Element(inner) => {
                let ty = basic(inner.resolve(bound)?)?;
                match ty.column() {
                    Some(column) => Some(Type::Basic(column)),
                    None => GlslType::of(ty.vector()?.0, 1).map(Type::Basic),
                }
            }
            Self::Arithmetic(a, b, product) => {
                let (a, b) = (basic(a.resolve(bound)?)?, basic(b.resolve(bound)?)?);
                arithmetic(a, b, *product).map(Type::Basic)
            }
        }
    }
}

fn basic(ty: Type) -> Option<GlslType> {
    match ty {
        Type::Basic(ty) => Some(ty),
        Type::Other(_) => None,
    }
}

/// Returns the type of `a op b`, `None` where the rules do not give one.
fn arithmetic(a: GlslType, b: GlslType, product: bool) -> Option<GlslType> {
    if a == b {
        return Some(a);
    }
    match (a.vector(), b.vector()) {
        (Some((ca, 1)), Some((cb, _))) if ca == cb => Some(b),
        (Some((ca, _)), Some((cb, 1))) if ca == cb => Some(a),
        (Some((Component::Float, 1)), None) if b.column().is_some() => Some(b),
        (None, Some((Component::Float, 1))) if a.column().is_some() => Some(a),
        (None, Some(_)) if product && a.column() == Some(b) => Some(b),
        (Some(_), None) if product && b.column() == Some(a) => Some(a),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(expression: &TypeExpr) -> Option<GlslType> {
        expression.resolve(&|_, _| Some(Type::Basic(GlslType::Vec3))).and_then(basic)
    }

    fn product(a: TypeExpr, b: GlslType) -> TypeExpr {
        TypeExpr::Arithmetic(Box::new(a), Box::new(TypeExpr::basic(b)), true)
    }

    #[test]
    fn arithmetic_follows_the_language() {
        let vec3 = TypeExpr::Value(0);
        assert_eq!(resolve(&product(vec3.clone(), GlslType::Float)), Some(GlslType::Vec3));
        assert_eq!(resolve(&product(vec3.clone(), GlslType::Mat3)), Some(GlslType::Vec3));
        assert_eq!(resolve(&product(vec3.clone(), GlslType::Mat4)), None);
        assert_eq!(resolve(&product(vec3.clone(), GlslType::Int)), None);
        assert_eq!(resolve(&TypeExpr::Swizzle(Box::new(vec3.clone()), 2)), Some(GlslType::Vec2));
        assert_eq!(resolve(&TypeExpr::Element(Box::new(vec3))), Some(GlslType::Float));
        assert_eq!(
            resolve(&TypeExpr::Element(Box::new(TypeExpr::basic(GlslType::Mat4)))),
            Some(GlslType::Vec4)
        );
    }
}
