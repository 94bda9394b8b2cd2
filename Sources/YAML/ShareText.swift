/// Shares of a whole as the configuration writes them: `20%`.
package enum ShareText {
    /// 0 to 1; `nil` for anything else.
    package static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (0...100).contains(percent) else { return nil }
        return Double(percent) / 100
    }

    /// What to write in place of `20` or `0.2`; `nil` for what is no number or no share.
    package static func remedy(_ text: String) -> String? {
        guard let number = Double(text), (0...100).contains(number) else { return nil }
        let percent = text.contains(".") && number <= 1 ? number * 100 : number
        return percent == percent.rounded() ? "; write \(Int(percent))%" : nil
    }
}
