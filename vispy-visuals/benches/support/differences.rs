//! Two pictures beside each other.

/// How the raw program's picture differs from ours.
pub(crate) fn differences(ours: &[u8], raw: &[u8]) -> String {
    let pairs = raw.chunks_exact(4).zip(ours.chunks_exact(4));
    let differences = pairs.map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0));
    let differences: Vec<u8> = differences.collect();
    let above = differences.iter().filter(|difference| **difference > 2).count();
    let share = above as f64 / differences.len() as f64 * 100.0;
    let worst = differences.iter().max().copied().unwrap_or(0);
    format!("{above} pixels ({share:.2} %) differ by more than 2/255, the worst by {worst}")
}
