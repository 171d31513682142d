//! Functions that give a value back, and the ways through them that do not.

use glsl_lang::{
    ast,
    visitor::{Host as _, Visit, Visitor},
};

/// Whether control gets from the start of statements to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reaches {
    /// On no way: all return, discard, or go round for ever.
    Never,
    /// On some ways, as far as the text tells: a condition may always hold.
    Perhaps,
    /// On every way.
    Always,
}

/// What is missing in a function that gives a value back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// There is no `return` at all, which drivers refuse.
    Every,
    /// Some way leads to the end, unless conditions are such that nothing takes it.
    Some,
}

/// Returns whether a function's body lacks a `return`. What may be right is never `Missing::Every`.
pub(super) fn missing_return(body: &ast::CompoundStatement) -> Option<Missing> {
    let mut returns = Returns(false);
    body.visit(&mut returns);
    match block(&body.statement_list) {
        Reaches::Never => None,
        Reaches::Perhaps if returns.0 => Some(Missing::Some),
        Reaches::Perhaps | Reaches::Always => Some(Missing::Every),
    }
}

/// Whether some statement returns.
struct Returns(bool);

impl Visitor for Returns {
    fn visit_jump_statement(&mut self, node: &ast::JumpStatement) -> Visit {
        self.0 |= matches!(&**node, ast::JumpStatementData::Return(_));
        Visit::Children
    }
}

/// Goes through statements in order.
fn block(statements: &[ast::Statement]) -> Reaches {
    let mut so_far = Reaches::Always;
    for next in statements {
        match (so_far, statement(next)) {
            (_, Reaches::Never) => return Reaches::Never,
            (_, Reaches::Perhaps) => so_far = Reaches::Perhaps,
            (_, Reaches::Always) => {}
        }
    }
    so_far
}

fn statement(node: &ast::Statement) -> Reaches {
    match &**node {
        ast::StatementData::Compound(inner) => block(&inner.statement_list),
        ast::StatementData::Jump(jump) => match &**jump {
            ast::JumpStatementData::Return(_) | ast::JumpStatementData::Discard => Reaches::Never,
            // The loop or the `switch` around it goes on at its end, which is told there.
            ast::JumpStatementData::Break | ast::JumpStatementData::Continue => Reaches::Perhaps,
        },
        ast::StatementData::Selection(selection) => match &*selection.rest {
            ast::SelectionRestStatementData::Statement(yes) => either(statement(yes), Reaches::Always),
            ast::SelectionRestStatementData::Else(yes, no) => either(statement(yes), statement(no)),
        },
        ast::StatementData::Switch(switch) => switch_statement(&switch.body),
        ast::StatementData::Iteration(iteration) => loop_statement(iteration),
        ast::StatementData::Declaration(_)
        | ast::StatementData::Expression(_)
        | ast::StatementData::CaseLabel(_) => Reaches::Always,
    }
}

fn either(a: Reaches, b: Reaches) -> Reaches {
    if a == b { a } else { Reaches::Perhaps }
}

/// A `switch` never reaches its end if it has a `default`, no `break`, and its last part never does.
fn switch_statement(body: &[ast::Statement]) -> Reaches {
    let mut has_default = false;
    let mut last = Reaches::Always;
    for node in body {
        match &**node {
            ast::StatementData::CaseLabel(label) => {
                has_default |= matches!(&**label, ast::CaseLabelData::Def);
                // Control comes here from the head, whatever stands before.
                last = Reaches::Always;
            }
            _ if last == Reaches::Never => {}
            _ => last = statement(node),
        }
    }
    if has_default && last == Reaches::Never && !breaks(body) { Reaches::Never } else { Reaches::Perhaps }
}

/// A loop whose condition always holds has no end but its `break`s.
fn loop_statement(node: &ast::IterationStatement) -> Reaches {
    let holds = |expr: &ast::Expr| matches!(&**expr, ast::ExprData::BoolConst(true));
    let condition = |condition: &ast::Condition| match &**condition {
        ast::ConditionData::Expr(expr) => holds(expr),
        ast::ConditionData::Assignment(..) => false,
    };
    let (for_ever, body) = match &**node {
        ast::IterationStatementData::While(given, body) => (condition(given), body),
        ast::IterationStatementData::DoWhile(body, given) => {
            if statement(body) == Reaches::Never && !breaks(std::slice::from_ref(body)) {
                return Reaches::Never;
            }
            (holds(given), body)
        }
        ast::IterationStatementData::For(_, rest, body) => {
            (rest.condition.as_ref().is_none_or(condition), body)
        }
    };
    if for_ever && !breaks(std::slice::from_ref(body)) { Reaches::Never } else { Reaches::Perhaps }
}

/// Returns whether a `break` leaves the loop or `switch` with these statements.
fn breaks(statements: &[ast::Statement]) -> bool {
    statements.iter().any(|node| match &**node {
        ast::StatementData::Compound(inner) => breaks(&inner.statement_list),
        ast::StatementData::Jump(jump) => matches!(&**jump, ast::JumpStatementData::Break),
        ast::StatementData::Selection(selection) => match &*selection.rest {
            ast::SelectionRestStatementData::Statement(yes) => breaks(std::slice::from_ref(yes)),
            ast::SelectionRestStatementData::Else(yes, no) => {
                breaks(std::slice::from_ref(yes)) || breaks(std::slice::from_ref(no))
            }
        },
        // Their own `break`s end inside.
        ast::StatementData::Switch(_) | ast::StatementData::Iteration(_) => false,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use glsl_lang::parse::DefaultParse as _;

    use super::*;

    fn missing(body: &str) -> Option<Missing> {
        let text = format!("float f(float x, int k) {{ {body} }}");
        let unit = ast::TranslationUnit::parse(&text).unwrap_or_else(|error| panic!("{body}: {error}"));
        match &*unit.0[0] {
            ast::ExternalDeclarationData::FunctionDefinition(definition) => {
                missing_return(&definition.statement)
            }
            _ => panic!("{body}"),
        }
    }

    #[test]
    fn right_code_is_right() {
        for body in [
            "return x;",
            "{ { return x; } }",
            "if (x > 0.0) return 1.0; else { return 2.0; }",
            "if (x > 0.0) return 1.0; else if (x < 0.0) return 2.0; else return 3.0;",
            "if (x > 0.0) { return 1.0; } return 2.0;",
            "for (;;) { if (x > 3.0) return x; x += 1.0; }",
            "while (true) { x += 1.0; if (x > 9.0) { return x; } }",
            "do { return x; } while (x > 0.0);",
            "do { x += 1.0; if (x > 9.0) return x; } while (true);",
            "discard;",
            "if (x > 0.0) return x; else discard;",
            "switch (k) { case 0: return 1.0; default: return 2.0; }",
            "switch (k) { case 0: case 1: return 1.0; default: { return 2.0; } }",
            "switch (k) { default: return 2.0; case 0: return 1.0; }",
            "while (true) { for (int i = 0; i < 3; i++) { if (i == 1) break; } if (x > 1.0) return x; }",
            "return x; x = 1.0;",
        ] {
            assert_eq!(missing(body), None, "{body}");
        }
    }

    #[test]
    fn what_conditions_may_make_right_is_only_a_warning() {
        for body in [
            "if (x > 0.0) { return 1.0; }",
            "if (x <= 0.0) return 1.0; if (x > 0.0) return 2.0;",
            "for (int i = 0; i < 4; i++) { if (i == 3) return x; }",
            "switch (k) { case 0: return 1.0; case 1: return 2.0; }",
            "switch (k) { case 0: break; default: return 2.0; }",
            "while (true) { if (x > 1.0) break; return x; }",
            "do { if (x > 1.0) break; return 1.0; } while (true);",
        ] {
            assert_eq!(missing(body), Some(Missing::Some), "{body}");
        }
    }

    #[test]
    fn no_return_at_all_is_an_error() {
        for body in ["", "x = 1.0;", "if (x > 0.0) { x = 1.0; }", "for (int i = 0; i < 4; i++) x += 1.0;"] {
            assert_eq!(missing(body), Some(Missing::Every), "{body}");
        }
    }
}
