import FoundationEssentials
import HTTPTransport

extension Attempt {
    /// Only 2xx is success: what a redirect leads to was never configured, and would get the alert unasked.
    init(_ response: HTTPResponse, now: Date) {
        let asked = RetryAfter.delay(response.headers, now: now)
        let (verdict, reason): (Verdict, String) =
            switch response.status {
            case 200..<300: (.done, "answered \(response.status)")
            case 300..<400:
                (
                    .retry(asked: asked),
                    "answered \(response.status), a redirect, which is not followed; configure the address where it ends"
                )
            case 410: (.gone, "answered 410: it is gone for good")
            case 429: (.retry(asked: asked, because: .tooMany), "answered 429: too many requests")
            default: (.retry(asked: asked), "answered \(response.status)")
            }
        self.init(
            verdict: verdict, status: response.status, milliseconds: response.milliseconds,
            answer: String(decoding: response.body, as: UTF8.self), reason: reason)
    }

    init(_ error: HTTPError) {
        let isSlow = error.kind == .timedOut
        self.init(
            verdict: .retry(because: isSlow ? .tooSlow : .failure),
            milliseconds: isSlow ? Int(Carriers.timeout / .milliseconds(1)) : 0,
            reason: isSlow ? "did not answer within \(Int(Carriers.timeout / .seconds(1))) s" : error.cause)
    }
}

extension Attempt {
    /// What Teams really said: a connector answers 200 whatever became of the message, and says in its answer that it failed
    /// (https://github.com/MicrosoftDocs/msteams-docs/issues/1810).
    var heardFromTeams: Attempt {
        guard verdict == .done, answer.lowercased().contains("failed") else { return self }
        let code = answer.firstRange(of: "HTTP error ").flatMap { Int(answer[$0.upperBound...].prefix(3)) }
        let said = "answered \(status ?? 200), but said that it failed" + (code.map { " with \($0)" } ?? "")
        let (verdict, reason): (Verdict, String) =
            switch code {
            case 413: (.refused, "\(said): the message is too large")
            case 429: (.retry(because: .tooMany), "\(said): too many requests")
            default: (.retry(), said)
            }
        return Attempt(
            verdict: verdict, status: code ?? status, milliseconds: milliseconds, answer: answer, reason: reason)
    }
}
