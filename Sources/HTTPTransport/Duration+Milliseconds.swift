extension Duration {
    /// Rounded down.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflows) = Int(seconds).multipliedReportingOverflow(by: 1000)
        return overflows ? Int(Int32.max) : product + Int(attoseconds / 1_000_000_000_000_000)
    }
}
