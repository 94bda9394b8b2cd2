/// A number of seconds as HTTP writes it; one too large to read means "very long" (RFC 9111, 1.2.2).
enum DeltaSeconds {
    static func parse(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return min(Int(text) ?? Int(Int32.max), Int(Int32.max))
    }
}
