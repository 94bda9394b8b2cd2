/// Lets nobody through before `needed` have arrived; from then on everybody.
actor Arrivals {
    private let needed: Int
    private var count = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(needed: Int) {
        self.needed = needed
    }

    func arriveAndWait() async {
        count += 1
        if count >= needed {
            for continuation in waiting { continuation.resume() }
            waiting = []
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }
}
