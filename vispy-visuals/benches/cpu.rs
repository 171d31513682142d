//! What visuals compute without the GPU: signal trees, ticks, shaped texts.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::levels::SignalTree;
use vispy_visuals::samples::Samples;
use vispy_visuals::text::{FontSystem, TextStyle};
use vispy_visuals::ticks::{Scale, TickRequest, TimeUnit};

const SAMPLES: usize = 10_000_000;

fn signal_tree(c: &mut Criterion) {
    let walk: Vec<f32> = (0..SAMPLES).map(|i| ((i as f32) * 1e-3).sin() + (i % 17) as f32 * 0.01).collect();
    let counts: Vec<i16> = walk.iter().map(|value| (value * 1e4) as i16).collect();
    let mut group = c.benchmark_group("signal tree");
    group.sample_size(10).throughput(Throughput::Elements(SAMPLES as u64));
    for (name, samples) in [("f32", Samples::from(walk)), ("i16", Samples::from(counts))] {
        group.bench_function(format!("of 1e7 {name}"), |b| b.iter(|| SignalTree::new(black_box(&samples))));
    }
    group.finish();
}

fn ticks(c: &mut Criterion) {
    let day_ns = 86_400e9;
    let mut dates = TickRequest::new(Reference::I64(1_301_529_600_000_000_000), [0.0, 40.0 * day_ns], 800.0);
    dates.scale = Scale::Time(TimeUnit::Nanos);
    let mut logarithmic = TickRequest::new(Reference::F64(0.0), [-3.0, 9.0], 800.0);
    logarithmic.scale = Scale::Log;
    let linear = TickRequest::new(Reference::F64(0.0), [-1.3, 9362.7], 800.0);
    for (name, request) in [("linear", linear), ("dates", dates), ("log", logarithmic)] {
        c.bench_function(&format!("ticks, {name}"), |b| {
            b.iter(|| black_box(&request).ticks(&mut |text| 7.0 * text.len() as f64));
        });
    }
}

fn texts(c: &mut Criterion) {
    let style = TextStyle::default();
    let mut fonts = FontSystem::new();
    let mut number = 0_u64;
    c.bench_function("shape a new label", |b| {
        b.iter(|| {
            number += 1;
            fonts.shape(&format!("{number} counts"), &style)
        });
    });
}

criterion_group!(benches, signal_tree, ticks, texts);
criterion_main!(benches);
