//! What is read from a program's text is what the driver says.

use vispy_gloo::{Error, Interface, Program, Result, Texture2D, TextureFormat, Variable};

use crate::support::{gl, program};

fn sorted(variables: &[Variable]) -> Vec<Variable> {
    let mut variables = variables.to_vec();
    variables.sort_by(|a, b| a.name.cmp(&b.name));
    variables
}

const VERTEX: &str = "
    in vec2 a_position; in float a_size, a_unused;
    uniform highp mat4 u_matrix; // u_gone is not used
    uniform mat3 u_turns[2];
    uniform ivec3 u_gone;
    /* uniform int u_comment; u_comment */
    out vec2 v_at;
    const int COUNT = 3;
    void main() {
        v_at = a_position;
        gl_PointSize = a_size;
        gl_Position = u_matrix * vec4(u_turns[1] * vec3(a_position, 1.0), 1.0);
    }";
const FRAGMENT: &str = "
    in vec2 v_at;
    uniform mat4 u_matrix;
    uniform float[3] u_weights; uniform uint u_bits;
    uniform bvec2 u_flags;
    uniform sampler2D u_picture, u_missing;
    out vec4 color;
    void main() {
        float weight = u_weights[int(u_bits)] + (u_flags.x ? 1.0 : u_matrix[0][0]);
        color = texture(u_picture, v_at) * weight;
    }";

#[test]
fn the_text_says_what_the_driver_says() -> Result<()> {
    let mut ctx = gl!();
    let driver = program(&ctx, VERTEX, FRAGMENT);
    ctx.link(&driver)?;
    let read = program(&ctx, VERTEX, FRAGMENT).reflected();
    let (Some(driver), Some(read)) = (driver.interface(), read.interface()) else { panic!("both are known") };
    assert_eq!(sorted(&read.uniforms), sorted(&driver.uniforms));
    assert_eq!(sorted(&read.attributes), sorted(&driver.attributes));
    Ok(())
}

#[test]
fn values_are_checked_before_there_is_a_context() -> Result<()> {
    let mut program = Program::new(
        "#version 300 es\nvoid main() { gl_Position = vec4(0.0); }",
        "#version 300 es\nprecision highp float;\nuniform vec4 u_color;\nout vec4 color;\nvoid main() { color = u_color; }",
    )
    .reflected();
    program.set_uniform("u_color", [0.0_f32; 4])?;
    assert!(matches!(program.set_uniform("u_colour", 1.0_f32), Err(Error::UnknownVariable { .. })));
    assert!(matches!(program.set_uniform("u_color", 1.0_f32), Err(Error::VariableType { .. })));
    let picture = Texture2D::empty(TextureFormat::R8, 1, 1)?;
    assert!(program.set_texture("u_color", &picture).is_err(), "it is no sampler");
    Ok(())
}

#[test]
fn what_is_not_understood_is_left_to_the_driver() {
    let main = "void main() { gl_Position = vec4(u_a); }";
    let reason = |vertex: &str| match Interface::from_source(&format!("{vertex}\n{main}"), "void main() {}") {
        Err(Error::Unsupported { requires, .. }) => requires,
        other => format!("{other:?}"),
    };
    assert!(reason("#ifdef A\nuniform float u_a;\n#endif").ends_with("'#ifdef A'"));
    assert!(reason("const int N = 2;\nuniform float u_a[N];").ends_with("array length [N]"));
    assert!(reason("uniform Light { float u_a; };").ends_with("block Light"));
    assert!(reason("uniform float u_a").contains("context: "), "a syntax error");
    let program = Program::new(format!("#define A 1\n{main}"), "").reflected();
    assert!(program.interface().is_none());
}
