extension Exchange {
    /// Where a redirect leads, as its Location header says; nil for every other answer.
    var redirect: String? {
        switch status {
        case 301, 302, 303, 307, 308: headers["Location"].flatMap { $0.isEmpty ? nil : $0 }
        default: nil
        }
    }
}
