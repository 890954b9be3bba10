//! CRC-32 as in zip and PNG, bit by bit: a link is short, and a table would weigh more than the time it saves.

/// The sum of a text.
pub(crate) fn crc32(text: &str) -> u32 {
    let mut sum = !0u32;
    for byte in text.bytes() {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            let odd = sum & 1;
            sum >>= 1;
            if odd == 1 {
                sum ^= 0xedb8_8320;
            }
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_is_the_published_one() {
        assert_eq!(crc32("123456789"), 0xcbf4_3926);
        assert_eq!(crc32(""), 0);
    }
}
