//! Blending against what its equation says.

use vispy_gloo::{Blend, BlendEquation, BlendFactor, DrawCall, Result, State, TextureFormat, Topology};

use crate::support::{COVER, PLAIN, bytes, gl, program, target};

const SOURCE: [f32; 4] = [0.2, 0.4, 0.1, 0.5];
const DESTINATION: [f32; 4] = [0.6, 0.2, 0.0, 0.8];
const CONSTANT: [f32; 4] = [0.3, 0.7, 1.0, 0.9];

fn blended(equation: BlendEquation, source: f32, source_factor: f32, destination: f32, factor: f32) -> f32 {
    let (s, d) = (source * source_factor, destination * factor);
    match equation {
        BlendEquation::Add => s + d,
        BlendEquation::Subtract => s - d,
        BlendEquation::ReverseSubtract => d - s,
        BlendEquation::Min => source.min(destination),
        BlendEquation::Max => source.max(destination),
    }
}

/// The factor of one channel.
fn factor(factor: BlendFactor, channel: usize) -> f32 {
    match factor {
        BlendFactor::Zero => 0.0,
        BlendFactor::One => 1.0,
        BlendFactor::SrcColor => SOURCE[channel],
        BlendFactor::OneMinusSrcColor => 1.0 - SOURCE[channel],
        BlendFactor::DstColor => DESTINATION[channel],
        BlendFactor::OneMinusDstColor => 1.0 - DESTINATION[channel],
        BlendFactor::SrcAlpha => SOURCE[3],
        BlendFactor::OneMinusSrcAlpha => 1.0 - SOURCE[3],
        BlendFactor::DstAlpha => DESTINATION[3],
        BlendFactor::OneMinusDstAlpha => 1.0 - DESTINATION[3],
        BlendFactor::ConstantColor => CONSTANT[channel],
        BlendFactor::OneMinusConstantColor => 1.0 - CONSTANT[channel],
        BlendFactor::ConstantAlpha => CONSTANT[3],
        BlendFactor::OneMinusConstantAlpha => 1.0 - CONSTANT[3],
        BlendFactor::SrcAlphaSaturate if channel == 3 => 1.0,
        BlendFactor::SrcAlphaSaturate => SOURCE[3].min(1.0 - DESTINATION[3]),
    }
}

fn expected(blend: Option<Blend>) -> [f32; 4] {
    let Some(blend) = blend else { return SOURCE };
    std::array::from_fn(|channel| {
        let (equation, source, destination) = if channel < 3 {
            (blend.color_equation, blend.src_color, blend.dst_color)
        } else {
            (blend.alpha_equation, blend.src_alpha, blend.dst_alpha)
        };
        let (source, destination) = (factor(source, channel), factor(destination, channel));
        blended(equation, SOURCE[channel], source, DESTINATION[channel], destination).clamp(0.0, 1.0)
    })
}

#[test]
fn presets_equations_and_factors_do_what_they_say() -> Result<()> {
    use BlendEquation as E;
    use BlendFactor as F;
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", SOURCE)?;
    let mut states: Vec<Option<Blend>> =
        [State::OPAQUE, State::TRANSLUCENT, State::ADDITIVE].map(|state| state.blend).to_vec();
    states.extend([E::Add, E::Subtract, E::ReverseSubtract, E::Min, E::Max].map(|equation| {
        Some(Blend { alpha_equation: E::Add, ..Blend::same(equation, F::SrcAlpha, F::One) })
    }));
    let factors = [
        F::Zero,
        F::One,
        F::SrcColor,
        F::OneMinusSrcColor,
        F::DstColor,
        F::OneMinusDstColor,
        F::SrcAlpha,
        F::OneMinusSrcAlpha,
        F::DstAlpha,
        F::OneMinusDstAlpha,
        F::ConstantColor,
        F::OneMinusConstantColor,
        F::ConstantAlpha,
        F::OneMinusConstantAlpha,
        F::SrcAlphaSaturate,
    ];
    states.extend(factors.map(|factor| Some(Blend::same(E::Add, factor, F::Zero))));
    states.extend(factors.map(|factor| Some(Blend::same(E::Add, F::Zero, factor))));
    states.push(Some(Blend::MAX));
    let states = states.into_iter().map(|blend| blend.map(|blend| Blend { constant: CONSTANT, ..blend }));
    for blend in states {
        ctx.clear(target, None, Some(DESTINATION), None);
        let state = State { blend, ..State::TRANSLUCENT };
        ctx.draw(&mut program, target, state, DrawCall::new(Topology::Triangles, 0..3))?;
        let found = bytes(&mut ctx, target)?[0];
        for (found, expected) in found.iter().zip(expected(blend)) {
            // The destination was rounded to eight bits before it was blended.
            let difference = (f32::from(*found) - expected * 255.0).abs();
            assert!(difference <= 1.0, "{blend:?}: {found} should be {}", expected * 255.0);
        }
    }
    Ok(())
}
