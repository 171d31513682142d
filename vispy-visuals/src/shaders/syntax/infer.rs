//! The types of expressions, as far as they follow from the text and from what placeholders are bound to.

use glsl_lang::ast;

use super::{
    super::types::{Component, GlslType},
    model::{Parsed, Type},
    parse::{span, type_of},
};

/// The type of an expression, with placeholders left open.
///
/// What cannot be told (most built-in functions, structures) is `Unknown` and never an error: the driver decides.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub(crate) fn basic(ty: GlslType) -> Self {
        Self::Known(Type::Basic(ty))
    }

    /// Returns whether a placeholder has a part in it.
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

/// Returns which argument gives the type of a built-in function's result, or its fixed type.
pub(crate) fn builtin(name: &str, arguments: &[TypeExpr]) -> TypeExpr {
    let of = |index: usize| arguments.get(index).cloned().unwrap_or(TypeExpr::Unknown);
    match name {
        "length" | "distance" | "dot" | "determinant" => TypeExpr::basic(GlslType::Float),
        "cross" => TypeExpr::basic(GlslType::Vec3),
        "any" | "all" => TypeExpr::basic(GlslType::Bool),
        "normalize" | "abs" | "sign" | "floor" | "ceil" | "fract" | "round" | "trunc" | "sqrt"
        | "inversesqrt" | "exp" | "exp2" | "log" | "log2" | "sin" | "cos" | "tan" | "asin" | "acos"
        | "sinh" | "cosh" | "tanh" | "radians" | "degrees" | "pow" | "mod" | "min" | "max" | "clamp"
        | "mix" | "reflect" | "refract" | "faceforward" | "dFdx" | "dFdy" | "fwidth" | "inverse" => of(0),
        "step" => of(1),
        "smoothstep" => of(2),
        _ => TypeExpr::Unknown,
    }
}

/// Tells the type of an expression of a text.
pub(super) fn infer(parsed: &Parsed, expr: &ast::Expr) -> TypeExpr {
    match &**expr {
        ast::ExprData::Variable(ident) => infer_name(parsed, ident),
        ast::ExprData::IntConst(_) => TypeExpr::basic(GlslType::Int),
        ast::ExprData::UIntConst(_) => TypeExpr::basic(GlslType::UInt),
        ast::ExprData::BoolConst(_) => TypeExpr::basic(GlslType::Bool),
        ast::ExprData::FloatConst(_) => TypeExpr::basic(GlslType::Float),
        ast::ExprData::Unary(_, inner) | ast::ExprData::PostInc(inner) | ast::ExprData::PostDec(inner) => {
            infer(parsed, inner)
        }
        ast::ExprData::Ternary(_, yes, _) => infer(parsed, yes),
        ast::ExprData::Assignment(target, ..) => infer(parsed, target),
        ast::ExprData::Comma(_, last) => infer(parsed, last),
        ast::ExprData::Bracket(inner, _) => TypeExpr::Element(Box::new(infer(parsed, inner))),
        ast::ExprData::Dot(inner, field) => match u8::try_from(field.as_str().len()) {
            Ok(count @ 1..=4) => TypeExpr::Swizzle(Box::new(infer(parsed, inner)), count),
            _ => TypeExpr::Unknown,
        },
        ast::ExprData::Binary(op, a, b) => match &**op {
            ast::BinaryOpData::Add | ast::BinaryOpData::Sub | ast::BinaryOpData::Div => {
                TypeExpr::Arithmetic(Box::new(infer(parsed, a)), Box::new(infer(parsed, b)), false)
            }
            ast::BinaryOpData::Mult => {
                TypeExpr::Arithmetic(Box::new(infer(parsed, a)), Box::new(infer(parsed, b)), true)
            }
            ast::BinaryOpData::Lt
            | ast::BinaryOpData::Gt
            | ast::BinaryOpData::Lte
            | ast::BinaryOpData::Gte
            | ast::BinaryOpData::Equal
            | ast::BinaryOpData::NonEqual => TypeExpr::basic(GlslType::Bool),
            _ => TypeExpr::Unknown,
        },
        ast::ExprData::FunCall(callee, arguments) => infer_call(parsed, callee, arguments),
        ast::ExprData::DoubleConst(_) => TypeExpr::Unknown,
    }
}

fn infer_name(parsed: &Parsed, ident: &ast::Identifier) -> TypeExpr {
    let (name, at) = (ident.as_str(), span(ident).start);
    if parsed.is_placeholder(at) {
        let name = name.get(1..).unwrap_or_default();
        let known = parsed.placeholders.iter().position(|known| known == name);
        return known.map_or(TypeExpr::Unknown, TypeExpr::Value);
    }
    if let Some(local) = parsed.local(name, at) {
        return TypeExpr::Known(local.ty.clone());
    }
    let constant = parsed.constants.iter().find(|(known, _)| known == name);
    constant.map_or(TypeExpr::Unknown, |(_, ty)| TypeExpr::Known(ty.clone()))
}

fn infer_call(parsed: &Parsed, callee: &ast::FunIdentifier, arguments: &[ast::Expr]) -> TypeExpr {
    if let ast::FunIdentifierData::TypeSpecifier(ty) = &**callee {
        return match type_of(&parsed.prepared.text, ty, None) {
            Type::Basic(ty) => TypeExpr::basic(ty),
            Type::Other(_) => TypeExpr::Unknown,
        };
    }
    let Some(ident) = callee.as_ident() else { return TypeExpr::Unknown };
    let name = ident.as_str();
    if parsed.is_placeholder(span(ident).start) {
        let name = name.get(1..).unwrap_or_default();
        let known = parsed.placeholders.iter().position(|known| known == name);
        return known.map_or(TypeExpr::Unknown, TypeExpr::Result);
    }
    let mut own = parsed.functions.iter().filter(|function| function.name == name);
    match (own.next(), own.next()) {
        (Some(only), None) => TypeExpr::Known(only.result.clone()),
        (Some(_), Some(_)) => TypeExpr::Unknown,
        _ if parsed.hook(name).is_some() => {
            arguments.first().map_or(TypeExpr::Unknown, |first| infer(parsed, first))
        }
        _ => builtin(name, &arguments.iter().map(|argument| infer(parsed, argument)).collect::<Vec<_>>()),
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
