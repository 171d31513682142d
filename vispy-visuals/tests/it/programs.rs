//! The composed text of every program, and that each has only what it needs.

use std::collections::BTreeMap;

use vispy_visuals::shaders::{ComposeCaps, ComposedProgram, Dialect, Stages, compose};
use vispy_visuals::visuals::all_program_specs;

fn composed(dialect: Dialect) -> Vec<(String, ComposedProgram)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let specs = all_program_specs().unwrap();
    let programs = specs.into_iter().map(|spec| {
        let stages = Stages { vertex: &spec.vertex, fragment: &spec.fragment };
        let composed = compose(&stages, dialect, &ComposeCaps::new()).unwrap();
        let count = counts.entry(spec.label).or_default();
        *count += 1;
        (format!("{} {count}", spec.label.replace(": ", " ")).replace(' ', "_"), composed)
    });
    programs.collect()
}

fn text(program: &ComposedProgram) -> String {
    format!("{}\n// ==== fragment ====\n\n{}", program.vertex, program.fragment)
}

#[test]
fn texts_in_es_300() {
    for (name, program) in composed(Dialect::Es300) {
        insta::assert_snapshot!(format!("es300_{name}"), text(&program));
    }
}

#[test]
fn a_text_in_gl_330() {
    let programs = composed(Dialect::Gl330);
    let (name, program) = programs.iter().find(|(name, _)| name == "line_round_segments_1").unwrap();
    insta::assert_snapshot!(format!("gl330_{name}"), text(program));
}

#[test]
fn no_two_programs_are_the_same() {
    let programs = composed(Dialect::Es300);
    for (index, (name, program)) in programs.iter().enumerate() {
        for (other_name, other) in &programs[index + 1..] {
            assert!(program.key != other.key && text(program) != text(other), "{name} and {other_name}");
        }
    }
}
