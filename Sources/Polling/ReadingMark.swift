/// Tells one version of a source, as one map reads it, from any other: what another map has read is read again.
enum ReadingMark {
    /// `digest`: of the bytes, or of an address that changes with them; `version`: of the map, `nil` where none is needed.
    static func text(_ digest: String, readBy version: UInt64?) -> String { digest + suffix(version) }

    /// True where the mark is that of a version read by this map.
    static func isOf(_ version: UInt64?, _ mark: String) -> Bool { version == nil || mark.hasSuffix(suffix(version)) }

    private static func suffix(_ version: UInt64?) -> String { version.map { "/" + String($0, radix: 16) } ?? "" }
}
