"""Use cases, one module per noun: one public function = one right checked + one transaction."""
