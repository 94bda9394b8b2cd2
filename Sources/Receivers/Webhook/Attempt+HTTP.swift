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
