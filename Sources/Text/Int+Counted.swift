extension Int {
    /// `1 feed`, `2 feeds`; `many` where an `s` does not make it.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }
}
