import HTTPTransport

extension Attempt {
    /// A 4xx may pass later; a 5xx to the mail itself never will, since the same mail would be sent again.
    init(_ result: MailResult) {
        let said = result.status.map { "the mail server answered \($0)" } ?? "no answer from the mail server"
        let (verdict, reason): (Verdict, String) =
            switch result.outcome {
            case .accepted: (.done, said)
            case .refused: (.refused, "\(said): \(result.reply)")
            case .timedOut:
                (.retry(because: .tooSlow), "did not answer within \(Int(Carriers.timeout / .seconds(1))) s")
            case .failed: (.retry(), "\(said): \(result.cause)")
            }
        self.init(
            verdict: verdict, status: result.status, milliseconds: result.milliseconds, answer: result.reply,
            reason: reason)
    }
}
