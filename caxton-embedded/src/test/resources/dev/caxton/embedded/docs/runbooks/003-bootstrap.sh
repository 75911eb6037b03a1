#!/bin/bash
# Bootstrap Caxton with embedded architecture

# 1. Initialize data directory
caxton init --data-dir ./data --agents-dir ./agents

# 2. Start server (embedded memory loads automatically)
caxton start --port 8080 --data-dir ./data

# 3. Verify embedded systems
curl http://localhost:8080/api/v1/health
# Expected: {"status":"healthy","memory_backend":"embedded"}

# 4. Deploy first config agent
cat > agents/greeter.md << 'EOF'
---
name: Greeter
version: "1.0.0"
capabilities:
  - greeting
tools: []
system_prompt: |
  You are a friendly greeter who welcomes users.
---
# Greeter Agent
I help welcome users to Caxton!
EOF

# 5. Load the agent
caxton agents reload greeter
caxton agents list
