//! What a figure computes without the GPU: histograms, spectrograms, reading files.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vispy_plot::analysis::{Histogram, Spectrogram};
use vispy_plot::data::Column;
use vispy_plot::data::readers::read;
use vispy_plot::figure::Bins;

const VALUES: usize = 10_000_000;
const SAMPLES: usize = 1_000_000;
const ROWS: usize = 100_000;

/// Numbers that look random and are the same every time, in -1..1.
fn noise(count: usize) -> Vec<f32> {
    let mut state = 12345_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1_u32 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn analysis(c: &mut Criterion) {
    let mut group = c.benchmark_group("analysis");
    group.sample_size(10);
    let values = Column::from(noise(VALUES));
    group.throughput(Throughput::Elements(VALUES as u64));
    group.bench_function("histogram of 1e7 f32, 100 bins", |b| {
        b.iter(|| Histogram::of(black_box(&values), &Bins::Count(100), None));
    });
    let samples = Column::from(noise(SAMPLES));
    group.throughput(Throughput::Elements(SAMPLES as u64));
    group.bench_function("spectrogram of 1e6 f32, window of 1024", |b| {
        b.iter(|| Spectrogram::of(black_box(&samples), 1000.0, 1024, None));
    });
    group.finish();
}

fn reading(c: &mut Criterion) {
    let path = std::env::temp_dir().join(format!("vispy-bench-{}.csv", std::process::id()));
    let rows =
        noise(ROWS).into_iter().enumerate().map(|(i, y)| format!("2024-01-01T{:02}:00:00,{y}\n", i % 24));
    let table = format!("date,value\n{}", rows.collect::<String>());
    if let Err(error) = std::fs::write(&path, &table) {
        panic!("{}: {error}", path.display());
    }
    let mut group = c.benchmark_group("readers");
    group.sample_size(10).throughput(Throughput::Bytes(table.len() as u64));
    group.bench_function("a table of 1e5 rows with dates", |b| b.iter(|| read(black_box(&path), &mut ())));
    group.finish();
    drop(std::fs::remove_file(&path));
}

criterion_group!(benches, analysis, reading);
criterion_main!(benches);
