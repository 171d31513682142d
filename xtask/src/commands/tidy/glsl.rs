//! Every shader file says what it computes.

use super::Finding;

/// Checks one GLSL file of the visuals.
pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if !path.starts_with("vispy-visuals/shaders/") || first.starts_with("//") || first.starts_with("/*") {
        return Vec::new();
    }
    let advice = "open it with a comment: its name, what it computes, its parameters with unit and frame";
    vec![Finding::new(path, 1, "glsl-header", advice)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shader_opens_with_a_comment() {
        let path = "vispy-visuals/shaders/lib/math/sdf.glsl";
        assert_eq!(check(path, "\n// sdf: the signed distance ...\nfloat sdf();\n"), []);
        assert_eq!(check(path, "/* sdf */\n"), []);
        assert_eq!(check(path, "float sdf(); // distance\n").len(), 1);
        assert_eq!(check(path, "").len(), 1);
    }
}
