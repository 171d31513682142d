//! Tells the types of expressions from the syntax tree.

use glsl_lang::ast;

use super::{
    super::types::GlslType,
    model::{Parsed, Type},
    parse::{span, type_of},
    type_expr::TypeExpr,
};

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
